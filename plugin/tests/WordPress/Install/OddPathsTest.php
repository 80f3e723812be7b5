<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Install\DataFile;
use DynamicCache\Install\Folder;
use DynamicCache\Install\Installation;
use DynamicCache\Install\Paths;
use DynamicCache\Install\SitesInUse;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/**
 * Paths as Windows has them (drive letters, backslashes beside the slash that WordPress appends, UNC) and as owners
 * choose them. To the file system of this machine they are odd names of folders, which is enough: what is generated
 * has to be PHP that leads to them.
 */
final class OddPathsTest extends TestCase
{
    private string $folder = '';

    private string $before = '';

    protected function setUp(): void
    {
        $this->before = (string) getcwd();
        $this->folder = sys_get_temp_dir() . '/dynamic-cache-paths-' . bin2hex(random_bytes(6));
        mkdir($this->folder);
        chdir($this->folder);
    }

    protected function tearDown(): void
    {
        chdir($this->before);
        Folder::delete($this->folder);
    }

    /** @return iterable<string, array{string}> the folder of wp-config.php */
    public static function roots(): iterable
    {
        yield 'a drive' => ['C:\\inetpub\\wwwroot\\shop'];
        yield 'letters that PHP would take for escapes' => ['D:\\new\\table\\$site\\x41'];
        yield 'UNC' => ['\\\\server\\share\\wp'];
        yield 'quotes' => ["owner's \"site\""];
        yield 'what glob() takes for a pattern' => ['site[1] {a,b} *?'];
    }

    #[DataProvider('roots')]
    public function test_what_is_generated_leads_to_the_files_and_goes_without_a_trace(string $root): void
    {
        $paths = self::paths($root);
        $installation = self::installation($paths);
        $config = (string) file_get_contents($paths->wp_config());
        $installation->put_in_place(true, false);
        $installation->start_early(true);

        self::assertTrue($installation->early_start()->is_in_place());
        self::assertSame('installed', $installation->dropin_state()->value);
        $stub = (string) file_get_contents($paths->dropin());
        self::assertSame(
            [$paths->engine_file(), "{$root}/wp-content/plugins/ours/main.php", $paths->cache_dir()],
            [self::value($stub, '/\(include_once (.+)\) !== false/', $root), self::value($stub, '/if \(is_file\((WP_CONTENT_DIR \. .*main\.php\')\)/', $root), self::value($stub, '/Entrance::open\((.+)\);/', $root)],
        );
        $line = (string) file_get_contents($paths->wp_config());
        self::assertSame($paths->early_start_file(), self::value($line, '/@include_once (.+); \/\*/', $root));
        self::assertSame([], $installation->take_out());
        self::assertSame($config, file_get_contents($paths->wp_config()));
        self::assertFileDoesNotExist($paths->dropin());
    }

    #[DataProvider('roots')]
    public function test_the_sites_of_a_network_are_found_and_can_all_be_switched_off(string $root): void
    {
        $paths = self::paths($root);
        mkdir(dirname($paths->config_file('1')), 0750, true);
        foreach (['1', '2'] as $site) {
            DataFile::write($paths->config_file($site), ['enabled' => true]);
        }

        self::assertTrue(SitesInUse::besides($paths, '1'));
        SitesInUse::switch_all_off($paths);
        self::assertFalse(SitesInUse::besides($paths, '1'));
        self::assertFalse(DataFile::read($paths->config_file('2'))['enabled'] ?? null);
    }

    /** As Paths::of_wordpress() makes them: WordPress appends with a slash, whatever the machine's separator is. */
    private static function paths(string $root): Paths
    {
        mkdir("{$root}/wp-content/plugins/ours", 0755, true);
        file_put_contents("{$root}/wp-config.php", Sandbox::WP_CONFIG);
        file_put_contents("{$root}/wp-content/plugins/ours/main.php", '<?php');

        return new Paths("{$root}/wp-content/cache/dynamic-cache", "{$root}/wp-content", "{$root}/wp-config.php");
    }

    private static function installation(Paths $paths): Installation
    {
        return Installation::at($paths->content_dir() . '/plugins/ours/main.php', dirname(__DIR__, 3), $paths);
    }

    /** What the expression that the pattern finds is, in a process where WordPress lies in that folder. */
    private static function value(string $source, string $pattern, string $root): string
    {
        self::assertSame(1, preg_match($pattern, $source, $match), $source);
        $script = 'look.php';
        file_put_contents($script, '<?php define("WP_CONTENT_DIR", ' . var_export("{$root}/wp-content", true) . '); echo ' . str_replace('__DIR__', var_export($root, true), $match[1] ?? '') . ';');

        return (string) shell_exec(PHP_BINARY . ' ' . escapeshellarg($script));
    }
}
