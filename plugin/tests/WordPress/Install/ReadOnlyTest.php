<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Install\DropinState;
use DynamicCache\Install\Folder;
use DynamicCache\Install\Installation;
use DynamicCache\Install\InstallFailure;
use DynamicCache\Install\Paths;
use DynamicCache\Install\UnableToWriteFile;
use DynamicCache\Install\WpConfigFile;
use PHPUnit\Framework\TestCase;

/** R-09: files that the web server may not write, as hardened hosts and deployments by git have them. */
final class ReadOnlyTest extends TestCase
{
    private Sandbox $sandbox;

    protected function setUp(): void
    {
        $this->sandbox = Sandbox::create();
    }

    protected function tearDown(): void
    {
        $this->sandbox->delete();
        Folder::delete($this->sandbox->root . '-pages');
    }

    public function test_R_09_a_content_folder_that_cannot_be_written_gives_the_dropin_to_put_there(): void
    {
        $this->make_cache_folder();
        chmod($this->sandbox->root . '/wp-content', 0555);
        $before = $this->sandbox->files();
        $failure = $this->failure($this->sandbox->installation());

        self::assertSame($this->sandbox->paths->dropin(), $failure->path());
        self::assertStringContainsString('by hand', $failure->getMessage());
        self::assertStringContainsString('AI WP Dynamic Cache drop-in ' . DYNAMIC_CACHE_VERSION, $failure->by_hand());
        self::assertSame($before, $this->sandbox->files(), 'Nothing is half done.');
    }

    public function test_R_09_a_wp_config_that_cannot_be_written_gives_its_line(): void
    {
        chmod($this->sandbox->root . '/wp-config.php', 0444);
        $before = $this->sandbox->files();
        $failure = $this->failure($this->sandbox->installation());

        self::assertSame($this->sandbox->paths->wp_config(), $failure->path());
        self::assertSame("define( 'WP_CACHE', true );", $failure->by_hand());
        self::assertStringContainsString($failure->by_hand(), $failure->getMessage());
        self::assertSame($before, $this->sandbox->files());
    }

    public function test_R_09_what_was_put_in_place_by_hand_is_enabled_without_writing_there(): void
    {
        $this->make_cache_folder();
        chmod($this->sandbox->root . '/wp-content', 0555);
        $dropin = $this->failure($this->sandbox->installation())->by_hand();
        chmod($this->sandbox->root . '/wp-content', 0755);
        file_put_contents($this->sandbox->paths->dropin(), $dropin);
        file_put_contents($this->sandbox->root . '/wp-config.php', "<?php define( 'WP_CACHE', true );\n" . substr(Sandbox::WP_CONFIG, 6));
        chmod($this->sandbox->root . '/wp-content', 0555);
        chmod($this->sandbox->root . '/wp-config.php', 0444);
        $before = $this->sandbox->files();
        $this->sandbox->installation()->put_in_place(true, false);

        self::assertSame(DropinState::Installed, $this->sandbox->installation()->dropin_state());
        $new = array_diff_key($this->sandbox->files(), $before);
        self::assertSame([
            'wp-content/cache/dynamic-cache/engine-' . DYNAMIC_CACHE_VERSION . '.php',
            'wp-content/cache/dynamic-cache/engine-' . DYNAMIC_CACHE_VERSION . '.redis.php',
            'wp-content/cache/dynamic-cache/engine-' . DYNAMIC_CACHE_VERSION . '.rest.php',
        ], array_keys($new));
        self::assertSame($before, array_diff_key($this->sandbox->files(), $new));
    }

    public function test_R_09_a_dropin_deployed_as_a_link_counts_as_in_place(): void
    {
        $this->sandbox->installation()->put_in_place(true, false);
        rename($this->sandbox->paths->dropin(), $this->sandbox->root . '/deployed.php');
        symlink($this->sandbox->root . '/deployed.php', $this->sandbox->paths->dropin());
        $this->sandbox->installation()->put_in_place(false, false);

        self::assertTrue(is_link($this->sandbox->paths->dropin()));
        self::assertSame(DropinState::Installed, $this->sandbox->installation()->dropin_state());
    }

    public function test_where_the_host_sets_WP_CACHE_wp_config_is_not_even_read(): void
    {
        self::assertNull((new WpConfigFile($this->sandbox->root . '/nowhere.php'))->switch_on(true));
    }

    public function test_R_09_another_folder_for_pages_does_where_the_content_folder_cannot_be_written(): void
    {
        $paths = new Paths($this->sandbox->root . '-pages', $this->sandbox->paths->content_dir(), $this->sandbox->paths->wp_config());
        Installation::of(dirname(__DIR__, 3) . '/ai-wp-dynamic-cache.php', $paths)->put_in_place(true, false);
        chmod($this->sandbox->root . '/wp-content', 0555);
        unlink($paths->engine_file());
        Installation::of(dirname(__DIR__, 3) . '/ai-wp-dynamic-cache.php', $paths)->put_in_place(false, false);

        self::assertFileExists($paths->engine_file());
        self::assertDirectoryDoesNotExist($this->sandbox->root . '/wp-content/cache');
    }

    public function test_R_09_a_cache_folder_that_cannot_be_written_stops_it_even_when_all_else_is_there(): void
    {
        $this->sandbox->installation()->put_in_place(true, false);
        unlink($this->sandbox->paths->engine_file());
        chmod($this->sandbox->paths->cache_dir(), 0550);
        $failure = $this->failure($this->sandbox->installation());
        chmod($this->sandbox->paths->cache_dir(), 0750);

        self::assertSame($this->sandbox->paths->cache_dir(), $failure->path());
        self::assertSame('', $failure->by_hand(), 'Pages have to be written all the time: there is nothing to paste.');
    }

    private function make_cache_folder(): void
    {
        mkdir($this->sandbox->paths->cache_dir(), 0750, true);
    }

    private function failure(Installation $installation): InstallFailure
    {
        try {
            $installation->put_in_place(true, false);
        } catch (UnableToWriteFile $failure) {
            return $failure;
        }
        self::fail('It was enabled.');
    }
}
