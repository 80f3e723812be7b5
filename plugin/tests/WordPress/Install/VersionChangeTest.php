<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Install\Folder;
use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/**
 * R-41: another version of the plugin is uploaded as a zip, or comes by itself, on a server whose opcache never looks
 * at a file again (`opcache.validate_timestamps=0`).
 */
final class VersionChangeTest extends TestCase
{
    private static ?LiveSite $site = null;
    private static string $ini = '';

    public static function setUpBeforeClass(): void
    {
        self::$ini = sys_get_temp_dir() . '/dynamic-cache-ini-' . bin2hex(random_bytes(4));
        mkdir(self::$ini);
        file_put_contents(self::$ini . '/opcache.ini', "opcache.enable=1\nopcache.validate_timestamps=0\nopcache.file_update_protection=0\n");
        $before = getenv('PHP_INI_SCAN_DIR');
        putenv('PHP_INI_SCAN_DIR=' . ($before === false ? '' : $before) . PATH_SEPARATOR . self::$ini);
        try {
            self::$site = LiveSite::start();
        } finally {
            putenv($before === false ? 'PHP_INI_SCAN_DIR' : "PHP_INI_SCAN_DIR={$before}");
        }
    }

    public static function tearDownAfterClass(): void
    {
        self::$site?->stop();
        self::$site = null;
        Folder::delete(self::$ini);
    }

    protected function setUp(): void
    {
        $plugin = self::site()->file('wp-content/plugins/ai-wp-dynamic-cache');
        unlink($plugin);
        self::copy_folder(dirname(__DIR__, 3), $plugin, ['src', 'schema', 'dropin']);
        file_put_contents(self::site()->file('wp-content/mu-plugins/upload.php'), self::UPLOAD);
        self::site()->request('GET', '/?reset=1');
    }

    protected function tearDown(): void
    {
        self::site()->request('GET', '/wp-login.php');
        self::site()->switch(false);
        $plugin = self::site()->file('wp-content/plugins/ai-wp-dynamic-cache');
        Folder::delete($plugin);
        symlink(dirname(__DIR__, 3), $plugin);
    }

    /** What core's upgrader does in the end: other files, then their compiled text is forgotten. */
    private const UPLOAD = <<<'PHP'
        <?php
        if (isset($_GET['reset'])) {
            opcache_reset();
            exit('reset');
        }
        isset($_GET['upload']) && add_action('init', function () {
            require_once ABSPATH . 'wp-admin/includes/file.php';
            WP_Filesystem();
            $plugin = WP_PLUGIN_DIR . '/ai-wp-dynamic-cache';
            $main = $plugin . '/ai-wp-dynamic-cache.php';
            file_put_contents($main, str_replace("'0.1.0'", "'{$_GET['upload']}'", file_get_contents($main)));
            isset($_GET['rsync']) || wp_opcache_invalidate_directory($plugin);
            exit('uploaded');
        });
        PHP;

    /** @return iterable<string, array{string}> */
    public static function versions(): iterable
    {
        yield 'a newer one' => ['0.2.0'];
        yield 'R-40 an older one' => ['0.0.5'];
    }

    #[DataProvider('versions')]
    public function test_R_41_the_engine_follows_and_no_page_of_the_other_version_is_served(string $version): void
    {
        self::assertSame(200, self::site()->switch(true)->status);
        $this->fill();
        self::assertSame('uploaded', self::site()->request('GET', "/?upload={$version}")->body);
        // Whatever reaches WordPress: the screen that the upload ends with, cron, a visit that is no hit.
        $first = self::site()->request('GET', '/wp-login.php');
        $second = self::site()->request('GET', '/');

        self::assertDoesNotMatchRegularExpression('/Warning|Notice|Fatal|Deprecated/', $first->body . $second->body);
        self::assertStringNotContainsString('hit', $second->header('X-Dynamic-Cache'));
        $status = self::site()->rest('GET', '/status');
        self::assertSame([$version, $version, 'installed', []], array_map($status->member(...), ['version', 'engine', 'dropin', 'problems']));
        $this->fill();
    }

    public function test_R_41_files_changed_behind_opcaches_back_leave_the_old_version_whole(): void
    {
        self::site()->switch(true);
        $this->fill();
        self::site()->request('GET', '/?upload=0.2.0&rsync=1');
        $status = self::site()->rest('GET', '/status');

        self::assertSame(['0.1.0', '0.1.0', []], array_map($status->member(...), ['version', 'engine', 'problems']));
        self::assertStringContainsString('hit', self::site()->request('GET', '/')->header('X-Dynamic-Cache'));
        self::site()->request('GET', '/?reset=1');
        self::site()->request('GET', '/?after');
        self::assertSame('0.2.0', self::site()->rest('GET', '/status')->member('engine'));
    }

    private function fill(): void
    {
        for ($try = 0; $try < 20; $try++) {
            if (str_contains(self::site()->request('GET', '/')->header('X-Dynamic-Cache'), 'hit')) {
                return;
            }
            usleep(100_000);
        }
        self::fail('Nothing is cached.');
    }

    /** @param list<string> $folders */
    private static function copy_folder(string $from, string $to, array $folders): void
    {
        mkdir($to);
        copy($from . '/ai-wp-dynamic-cache.php', $to . '/ai-wp-dynamic-cache.php');
        foreach ($folders as $folder) {
            shell_exec('cp -r ' . escapeshellarg("{$from}/{$folder}") . ' ' . escapeshellarg("{$to}/{$folder}"));
        }
    }

    private static function site(): LiveSite
    {
        return self::$site ?? throw new \LogicException('The site has not been started.');
    }
}
