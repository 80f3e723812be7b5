<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Install\DropinState;
use DynamicCache\Install\Installation;
use DynamicCache\Install\Paths;
use PHPUnit\Framework\TestCase;

/** wp-content is copied to another place, drop-in and cache folder with it: staging, a backup, a new server. */
final class CopiedSiteTest extends TestCase
{
    private Sandbox $original;
    private Sandbox $copy;

    protected function setUp(): void
    {
        $this->original = Sandbox::create();
        $this->copy = Sandbox::create();
        foreach ([$this->original, $this->copy] as $sandbox) {
            mkdir($sandbox->root . '/wp-content/plugins/ai-wp-dynamic-cache', 0755, true);
            file_put_contents(self::main_file($sandbox), '<?php');
            mkdir($sandbox->paths->cache_dir(), 0750, true);
        }
        self::write_engine($this->original->paths->cache_dir(), 'original');
        self::installation($this->original)->put_in_place(true, false);
        self::write_engine($this->original->paths->cache_dir(), 'original');
        copy($this->original->paths->dropin(), $this->copy->paths->dropin());
    }

    protected function tearDown(): void
    {
        $this->original->delete();
        $this->copy->delete();
    }

    public function test_names_no_place_of_the_installation_that_it_comes_from(): void
    {
        $dropin = (string) file_get_contents($this->original->paths->dropin());

        self::assertStringNotContainsString($this->original->root, $dropin);
        self::assertStringNotContainsString('%', $dropin);
    }

    public function test_a_copied_dropin_runs_nothing_of_the_original(): void
    {
        self::assertSame('original:' . $this->original->paths->cache_dir(), $this->answer($this->original));
        self::assertSame('', $this->answer($this->copy), 'Without an engine of its own it does nothing.');
        self::write_engine($this->copy->paths->cache_dir(), 'copy');

        self::assertSame('copy:' . $this->copy->paths->cache_dir(), $this->answer($this->copy));
    }

    public function test_a_copied_dropin_stops_with_the_plugin_of_the_copy(): void
    {
        self::write_engine($this->copy->paths->cache_dir(), 'copy');
        unlink(self::main_file($this->copy));

        self::assertSame('', $this->answer($this->copy));
    }

    public function test_a_copied_dropin_is_in_place_and_needs_no_repair(): void
    {
        self::assertSame(DropinState::Installed, self::installation($this->copy)->dropin_state());
    }

    public function test_a_dropin_of_ours_with_the_paths_of_another_place_is_outdated(): void
    {
        $text = str_replace('WP_CONTENT_DIR', "'/srv/other/wp-content'", (string) file_get_contents($this->copy->paths->dropin()));
        file_put_contents($this->copy->paths->dropin(), $text);

        self::assertSame(DropinState::Outdated, self::installation($this->copy)->dropin_state());
        self::installation($this->copy)->put_in_place(false, false);
        self::assertSame(DropinState::Installed, self::installation($this->copy)->dropin_state());
    }

    public function test_serves_from_the_folder_that_wp_config_names_now_and_that_is_purged(): void
    {
        $elsewhere = $this->copy->root . '/elsewhere';
        mkdir($elsewhere);
        self::write_engine($elsewhere, 'elsewhere');

        self::assertSame('elsewhere:' . $elsewhere, $this->answer($this->original, "define('DYNAMIC_CACHE_DIR', '{$elsewhere}/');"));
        self::assertSame('', $this->answer($this->original, "define('DYNAMIC_CACHE_DIR', '{$elsewhere}/nothing');"));
        self::assertSame('', $this->answer($this->original, "define('DYNAMIC_CACHE_DIR', [1]);"));
    }

    public function test_the_folder_that_wp_config_names_is_the_one_of_paths(): void
    {
        $expression = Paths::CACHE_DIR_EXPRESSION;

        self::assertSame(Paths::of_wordpress()->cache_dir(), (static fn(): mixed => eval("return {$expression};"))());
    }

    /** What the drop-in of a site does, in a process of its own as wp-settings.php begins it. */
    private function answer(Sandbox $sandbox, string $config = ''): string
    {
        $code = "{$config} define('ABSPATH', '{$sandbox->root}/'); define('WP_CONTENT_DIR', '{$sandbox->root}/wp-content');"
            . "error_reporting(-1); ini_set('display_errors', '1'); include WP_CONTENT_DIR . '/advanced-cache.php';";

        return (string) shell_exec(escapeshellarg(PHP_BINARY) . ' -r ' . escapeshellarg($code) . ' 2>&1');
    }

    /** An engine that says whose it is. */
    private static function write_engine(string $folder, string $name): void
    {
        file_put_contents(
            "{$folder}/engine-" . DYNAMIC_CACHE_VERSION . '.php',
            "<?php namespace DynamicCache\\Engine; final class Entrance { static function open(string \$dir): void { echo '{$name}:', \$dir; } }",
        );
    }

    private static function installation(Sandbox $sandbox): Installation
    {
        return Installation::at(self::main_file($sandbox), dirname(__DIR__, 3), $sandbox->paths);
    }

    private static function main_file(Sandbox $sandbox): string
    {
        return $sandbox->root . '/wp-content/plugins/ai-wp-dynamic-cache/ai-wp-dynamic-cache.php';
    }
}
