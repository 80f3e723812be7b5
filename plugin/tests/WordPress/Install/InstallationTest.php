<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Install\DropinState;
use DynamicCache\Install\ForeignDropin;
use DynamicCache\Install\InstallFailure;
use DynamicCache\Install\UnableToEditWpConfig;
use DynamicCache\Install\UnableToWriteFile;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class InstallationTest extends TestCase
{
    private Sandbox $sandbox;

    protected function setUp(): void
    {
        $this->sandbox = Sandbox::create();
    }

    protected function tearDown(): void
    {
        $this->sandbox->delete();
    }

    public function test_enabling_puts_engine_dropin_and_WP_CACHE_in_place(): void
    {
        $this->enable();

        self::assertSame(DropinState::Installed, $this->sandbox->installation()->dropin_state());
        self::assertStringContainsString("define( 'WP_CACHE', true );", $this->wp_config());
        self::assertFileExists($this->sandbox->paths->engine_file());
    }

    public function test_the_modes_are_those_of_the_contract(): void
    {
        $this->enable();

        self::assertSame(0750, fileperms($this->sandbox->paths->cache_dir()) & 0777);
        self::assertSame(0640, fileperms($this->sandbox->paths->engine_file()) & 0777);
        self::assertSame(0644, fileperms($this->sandbox->paths->dropin()) & 0777);
        self::assertSame(0755, fileperms(dirname($this->sandbox->paths->cache_dir())) & 0777);
    }

    public function test_disabling_leaves_every_byte_outside_the_cache_folder_as_it_was(): void
    {
        chmod($this->sandbox->root . '/wp-config.php', 0604);
        $before = $this->files_outside_cache();
        $this->enable();
        self::assertNotSame($before, $this->files_outside_cache());

        self::assertSame([], $this->sandbox->installation()->take_out());
        self::assertSame($before, $this->files_outside_cache());
        self::assertSame(0604, fileperms($this->sandbox->root . '/wp-config.php') & 0777);
    }

    public function test_enabling_again_repairs_what_is_missing_and_changes_nothing_else(): void
    {
        $this->enable();
        $whole = $this->sandbox->files();
        unlink($this->sandbox->paths->dropin());
        unlink($this->sandbox->paths->engine_file());
        $this->enable();

        self::assertSame($whole, $this->sandbox->files());
    }

    public function test_pages_of_the_time_before_do_not_come_back(): void
    {
        mkdir($this->sandbox->paths->pages_folder_of('1') . '/ab', 0750, true);
        file_put_contents($this->sandbox->paths->pages_folder_of('1') . '/ab/page', 'old');
        mkdir($this->sandbox->paths->pages_folder_of('2'));
        $this->enable();

        self::assertSame(['2'], array_values(array_diff((array) scandir($this->sandbox->paths->pages_folder()), ['.', '..'])));
    }

    public function test_repairing_keeps_the_pages(): void
    {
        $this->enable();
        mkdir($this->sandbox->paths->pages_folder_of('1'), 0750, true);
        file_put_contents($this->sandbox->paths->pages_folder_of('1') . '/page', 'kept');
        $this->sandbox->installation()->put_in_place(false, false);

        self::assertFileExists($this->sandbox->paths->pages_folder_of('1') . '/page');
    }

    public function test_WP_11_another_plugins_dropin_is_not_touched_without_consent(): void
    {
        file_put_contents($this->sandbox->paths->dropin(), '<?php // theirs');
        $before = $this->sandbox->files();

        try {
            $this->enable();
            self::fail('It was replaced.');
        } catch (ForeignDropin $failure) {
            self::assertSame($this->sandbox->paths->dropin(), $failure->path());
        }
        self::assertSame($before, $this->sandbox->files());
    }

    public function test_WP_11_with_consent_it_is_kept_and_comes_back(): void
    {
        file_put_contents($this->sandbox->paths->dropin(), "<?php // theirs \xff");
        chmod($this->sandbox->paths->dropin(), 0600);
        $before = $this->files_outside_cache();
        $this->sandbox->installation()->put_in_place(true, true);
        self::assertSame(DropinState::Installed, $this->sandbox->installation()->dropin_state());
        $this->sandbox->installation()->take_out();

        self::assertSame($before, $this->files_outside_cache());
        self::assertSame(0600, fileperms($this->sandbox->paths->dropin()) & 0777);
        self::assertFileDoesNotExist($this->sandbox->paths->dropin_backup());
    }

    public function test_WP_11_a_dropin_that_came_after_ours_is_not_removed(): void
    {
        $this->enable();
        file_put_contents($this->sandbox->paths->dropin(), '<?php // theirs');
        $this->sandbox->installation()->take_out();

        self::assertSame('<?php // theirs', file_get_contents($this->sandbox->paths->dropin()));
    }

    public function test_WP_11_a_dropin_of_long_ago_does_not_come_back(): void
    {
        file_put_contents($this->sandbox->paths->dropin(), '<?php // theirs');
        $this->sandbox->installation()->put_in_place(true, true);
        unlink($this->sandbox->paths->dropin());
        $this->enable();
        $this->sandbox->installation()->take_out();

        self::assertFileDoesNotExist($this->sandbox->paths->dropin());
    }

    public function test_an_older_dropin_of_ours_is_replaced_without_asking(): void
    {
        $this->enable();
        $ours = (string) file_get_contents($this->sandbox->paths->dropin());
        file_put_contents($this->sandbox->paths->dropin(), str_replace('0.1.0', '0.0.9', $ours));
        self::assertSame(DropinState::Outdated, $this->sandbox->installation()->dropin_state());
        $this->enable();

        self::assertSame($ours, file_get_contents($this->sandbox->paths->dropin()));
    }

    /** @return iterable<string, array{\Closure(Sandbox): mixed, class-string<InstallFailure>, string}> */
    public static function obstacles(): iterable
    {
        yield 'R-09 content folder cannot be written' => [
            static fn(Sandbox $sandbox) => chmod($sandbox->root . '/wp-content', 0555), UnableToWriteFile::class, 'wp-content/cache/dynamic-cache',
        ];
        yield 'R-09 cache folder cannot be written' => [static function (Sandbox $sandbox): void {
            mkdir($sandbox->root . '/wp-content/cache');
            chmod($sandbox->root . '/wp-content/cache', 0555);
        }, UnableToWriteFile::class, 'wp-content/cache/dynamic-cache'];
        yield 'R-09 cache folder is a file' => [
            static fn(Sandbox $sandbox) => file_put_contents($sandbox->root . '/wp-content/cache', ''), UnableToWriteFile::class, 'wp-content/cache/dynamic-cache',
        ];
        yield 'WP-09 cache folder is a symbolic link' => [static function (Sandbox $sandbox): void {
            mkdir($sandbox->root . '/wp-content/cache');
            symlink(sys_get_temp_dir(), $sandbox->root . '/wp-content/cache/dynamic-cache');
        }, UnableToWriteFile::class, 'wp-content/cache/dynamic-cache'];
        yield 'WP-09 drop-in is a symbolic link' => [static function (Sandbox $sandbox): void {
            symlink($sandbox->root . '/nowhere', $sandbox->root . '/wp-content/advanced-cache.php');
        }, UnableToWriteFile::class, 'wp-content/advanced-cache.php'];
        yield 'WP-10 wp-config.php is read-only' => [
            static fn(Sandbox $sandbox) => chmod($sandbox->root . '/wp-config.php', 0444), UnableToWriteFile::class, 'wp-config.php',
        ];
        yield 'WP-10 wp-config.php computes WP_CACHE' => [
            static fn(Sandbox $sandbox) => file_put_contents($sandbox->root . '/wp-config.php', "<?php define('WP_CACHE', getenv('C'));"),
            UnableToEditWpConfig::class, 'wp-config.php',
        ];
        yield 'wp-config.php is gone' => [
            static fn(Sandbox $sandbox) => unlink($sandbox->root . '/wp-config.php'), UnableToWriteFile::class, 'wp-config.php',
        ];
    }

    /**
     * @param \Closure(Sandbox): mixed $place
     * @param class-string<InstallFailure> $failureClass
     */
    #[DataProvider('obstacles')]
    public function test_what_is_in_the_way_is_named_and_nothing_is_half_done(\Closure $place, string $failureClass, string $path): void
    {
        $place($this->sandbox);
        $before = $this->sandbox->files();
        try {
            $this->enable();
            self::fail('It was enabled.');
        } catch (InstallFailure $failure) {
            self::assertInstanceOf($failureClass, $failure);
            self::assertSame($this->sandbox->root . '/' . $path, $failure->path());
            self::assertStringContainsString($path, $failure->getMessage());
        }
        self::assertSame($before, $this->sandbox->files());
    }

    public function test_WP_10_a_line_that_was_changed_by_hand_is_reported_and_the_dropin_still_goes(): void
    {
        $this->enable();
        file_put_contents($this->sandbox->root . '/wp-config.php', str_replace("'WP_CACHE', true", "'WP_CACHE' , true", $this->wp_config()));
        $failures = $this->sandbox->installation()->take_out();

        self::assertCount(1, $failures);
        self::assertInstanceOf(UnableToEditWpConfig::class, $failures[0]);
        self::assertFileDoesNotExist($this->sandbox->paths->dropin());
    }

    public function test_WP_10_a_linked_wp_config_stays_a_link(): void
    {
        $config = $this->sandbox->root . '/wp-config.php';
        rename($config, $this->sandbox->root . '/shared.php');
        symlink($this->sandbox->root . '/shared.php', $config);
        $this->enable();

        self::assertTrue(is_link($config));
        self::assertStringContainsString('WP_CACHE', (string) file_get_contents($this->sandbox->root . '/shared.php'));
    }

    public function test_engines_of_versions_before_go_once_nobody_can_be_loading_them(): void
    {
        $this->enable();
        $old = $this->sandbox->paths->engine_file('0.0.8');
        $recent = $this->sandbox->paths->engine_file('0.0.9');
        touch($old, time() - 7200);
        touch($recent);
        $this->enable();

        self::assertFileDoesNotExist($old);
        self::assertFileExists($recent);
    }

    private function enable(): void
    {
        $this->sandbox->installation()->put_in_place(true, false);
    }

    private function wp_config(): string
    {
        return (string) file_get_contents($this->sandbox->root . '/wp-config.php');
    }

    /** @return array<string, string> */
    private function files_outside_cache(): array
    {
        return array_filter(
            $this->sandbox->files(),
            static fn(string $path): bool => !str_starts_with($path, 'wp-content/cache'),
            ARRAY_FILTER_USE_KEY,
        );
    }
}
