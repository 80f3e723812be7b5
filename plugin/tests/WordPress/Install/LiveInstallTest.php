<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\TestCase;

final class LiveInstallTest extends TestCase
{
    private static ?LiveSite $site = null;

    private string $wpConfig = '';

    public static function tearDownAfterClass(): void
    {
        self::$site?->stop();
        self::$site = null;
    }

    protected function setUp(): void
    {
        $this->wpConfig = (string) file_get_contents($this->site()->file('wp-config.php'));
    }

    protected function tearDown(): void
    {
        $plugin = $this->site()->file('wp-content/plugins/ai-wp-dynamic-cache');
        if (!is_link($plugin)) {
            symlink(dirname(__DIR__, 3), $plugin);
        }
        $this->site()->switch(false);
        self::assertSame($this->wpConfig, file_get_contents($this->site()->file('wp-config.php')));
        self::assertFileDoesNotExist($this->site()->file('wp-content/advanced-cache.php'));
    }

    public function test_enable_starts_the_engine_with_the_next_request(): void
    {
        self::assertSame(200, $this->site()->switch(true)->status);
        $status = $this->site()->rest('GET', '/status');

        self::assertSame(
            ['installed', true, true, true, '0.1.0', []],
            array_map($status->member(...), ['dropin', 'wp_cache', 'cache_dir_writable', 'enabled', 'engine', 'problems']),
        );
        self::assertStringContainsString('no-store', $status->header('Cache-Control'));
        $page = $this->site()->request('GET', '/');
        self::assertSame(200, $page->status);
        self::assertNotSame('', $page->header('X-Dynamic-Cache'));
    }

    /** Many a cron job begins with this, because WordPress wants to know the host: it must not end with the home page. */
    public function test_a_script_on_the_command_line_that_makes_up_a_request_runs(): void
    {
        $this->switch_on_and_store();
        $script = $this->site()->file('nightly.php');
        $host = substr($this->site()->url, strlen('http://'));
        file_put_contents($script, "<?php \$_SERVER = ['HTTP_HOST' => '{$host}', 'SERVER_NAME' => '{$host}', 'REQUEST_URI' => '/', 'REQUEST_METHOD' => 'GET', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'PHP_SELF' => '/index.php'];\nrequire __DIR__ . '/wp-load.php';\necho 'work is done';\n");
        $said = shell_exec(escapeshellarg(PHP_BINARY) . ' ' . escapeshellarg($script));
        unlink($script);

        self::assertSame('work is done', $said);
    }

    public function test_WP_03_a_cookie_without_a_nonce_is_nobody(): void
    {
        $login = $this->site()->request('POST', '/wp-login.php', 'log=admin&pwd=password', [
            'Cookie' => 'wordpress_test_cookie=WP%20Cookie%20check',
        ]);
        preg_match_all('/^Set-Cookie: ([^;\r]+)/mi', $login->head, $cookies);
        $headers = ['Cookie' => implode('; ', $cookies[1]), 'Content-Type' => 'application/json', 'If-Match' => 'x'];
        self::assertSame(302, $login->status);

        $answer = $this->site()->request('PATCH', '/wp-json/dynamic-cache/v1/settings', '{"enabled":true}', $headers);
        self::assertSame([401, 'not_logged_in'], [$answer->status, $answer->member('error')]);
        $answer = $this->site()->request('PATCH', '/wp-json/dynamic-cache/v1/settings', '{"enabled":true}', $headers + ['X-WP-Nonce' => 'wrong']);
        self::assertSame(403, $answer->status);
    }

    public function test_WP_10_four_administrators_at_once_enable_it_once(): void
    {
        $revision = $this->site()->rest('GET', '/settings')->text('revision');
        $request = $this->site()->rest_request('PATCH', '/settings', '{"enabled":true}', $revision);
        $statuses = array_map(
            static fn(\DynamicCache\Tests\WordPress\LiveAnswer $answer): int => $answer->status,
            $this->site()->requests([$request, $request, $request, $request]),
        );
        sort($statuses);

        self::assertSame([200, 412, 412, 412], $statuses);
        self::assertSame(1, substr_count((string) file_get_contents($this->site()->file('wp-config.php')), 'WP_CACHE'));
        self::assertSame('installed', $this->site()->rest('GET', '/status')->member('dropin'));
    }

    public function test_WP_12_a_plugin_folder_deleted_by_hand_leaves_a_silent_working_site(): void
    {
        $this->site()->switch(true);
        unlink($this->site()->file('wp-content/plugins/ai-wp-dynamic-cache'));
        $page = $this->site()->request('GET', '/');

        self::assertSame(200, $page->status);
        self::assertSame('', $page->header('X-Dynamic-Cache'));
        self::assertStringStartsWith('<!DOCTYPE html>', $page->body);
        self::assertStringContainsString('</html>', $page->body);
        self::assertDoesNotMatchRegularExpression('/Warning|Notice|Fatal|Deprecated/', $page->body);
    }

    public function test_WP_12_what_was_changed_while_the_plugin_lay_under_another_name_is_not_shown_as_it_was_before(): void
    {
        $this->switch_on_and_store();
        $plugin = $this->site()->file('wp-content/plugins/ai-wp-dynamic-cache');
        rename($plugin, "{$plugin}.away");
        $this->rename_site('Renamed without a folder');
        rename("{$plugin}.away", $plugin);

        self::assertStringContainsString('Renamed without a folder', $this->site()->request('GET', '/')->body);
    }

    public function test_a_visit_that_another_plugin_leaves_ours_out_of_costs_no_page(): void
    {
        $this->switch_on_and_store();
        $told = $this->times_told();
        $leaving = $this->site()->file('wp-content/mu-plugins/leaves-plugins-out.php');
        file_put_contents($leaving, "<?php add_filter('option_active_plugins', static fn(\$plugins) => isset(\$_GET['without']) ? [] : \$plugins);\nif (isset(\$_GET['without'])) { add_action('init', static function () { set_transient('of_the_visit', microtime(), 60); }); }");
        $without = $this->site()->request('GET', '/?without=1');
        $after = $this->site()->request('GET', '/');
        unlink($leaving);

        self::assertSame(200, $without->status);
        self::assertStringNotContainsString('hit', $without->header('X-Dynamic-Cache'));
        self::assertStringStartsWith('hit', $after->header('X-Dynamic-Cache'));
        self::assertSame($told, $this->times_told());
    }

    public function test_WP_12_what_was_changed_while_the_plugin_was_deactivated_in_the_database_is_not_shown_as_it_was_before(): void
    {
        $this->switch_on_and_store();
        $told = $this->times_told();
        $database = $this->site()->wordpress->database->connect();
        $found = $database->query("SELECT option_value FROM wp_options WHERE option_name = 'active_plugins'");
        self::assertNotFalse($found);
        // All of it: an open result keeps others from writing.
        [$before] = $found->fetchAll(\PDO::FETCH_COLUMN);
        $database->exec("UPDATE wp_options SET option_value = 'a:0:{}' WHERE option_name = 'active_plugins'");
        try {
            $this->rename_site('Renamed without a plugin');
            $shown = $this->site()->request('GET', '/')->body;
        } finally {
            $database->prepare("UPDATE wp_options SET option_value = ? WHERE option_name = 'active_plugins'")->execute([$before]);
        }

        self::assertStringContainsString('Renamed without a plugin', $shown);
        self::assertStringContainsString('Renamed without a plugin', $this->site()->request('GET', '/')->body);
        // That request had the plugin again, and everybody who listens heard of the purge: once.
        $this->site()->request('GET', '/?again');
        self::assertSame($told + 1, $this->times_told());
    }

    public function test_R_41_the_first_request_after_an_update_replaces_the_engine_and_drops_every_page(): void
    {
        $this->site()->switch(true);
        $this->run_engine_of_another_version();
        $pages = $this->site()->file('wp-content/cache/dynamic-cache/pages');
        mkdir($pages . '/1/old', 0750, true);
        mkdir($pages . '/2/old', 0750, true);
        // A page that another request stores while this one runs, before what this one changes.
        $plugin = $this->site()->file('wp-content/mu-plugins/late.php');
        file_put_contents($plugin, "<?php add_action('wp_loaded', fn() => mkdir('{$pages}/1/late', 0750, true));");
        $first = $this->site()->request('GET', '/?first');
        unlink($plugin);

        self::assertSame(200, $first->status);
        self::assertDoesNotMatchRegularExpression('/Warning|Notice|Fatal|Deprecated/', $first->body);
        foreach (['/1/old', '/2/old', '/1/late'] as $page) {
            self::assertDirectoryDoesNotExist($pages . $page);
        }
        $status = $this->site()->rest('GET', '/status');
        self::assertStringContainsString('"cause":"update"', $this->site()->rest('GET', '/purges')->body);
        self::assertSame(['0.1.0', 'installed', true], array_map($status->member(...), ['engine', 'dropin', 'enabled']));
    }

    public function test_R_41_an_engine_that_cannot_be_replaced_stops_serving(): void
    {
        $this->site()->switch(true);
        $this->run_engine_of_another_version();
        $content = $this->site()->file('wp-content');
        chmod($content, 0555);
        try {
            $first = $this->site()->request('GET', '/');
            $config = (string) file_get_contents($this->site()->file('wp-content/cache/dynamic-cache/config/1.php'));
            $second = $this->site()->request('GET', '/');
        } finally {
            chmod($content, 0755);
        }
        $this->site()->request('GET', '/');

        self::assertSame([200, 200], [$first->status, $second->status]);
        self::assertStringContainsString('"enabled":false', $config);
        self::assertStringNotContainsString('hit', $second->header('X-Dynamic-Cache'));
        self::assertSame('0.1.0', $this->site()->rest('GET', '/status')->member('engine'));
    }

    public function test_R_49_the_kill_switch_works_while_everything_is_installed(): void
    {
        $this->site()->switch(true);
        $config = (string) file_get_contents($this->site()->file('wp-config.php'));
        file_put_contents($this->site()->file('wp-config.php'), str_replace("<?php\n", "<?php define('DYNAMIC_CACHE_DISABLE', true);\n", $config));
        try {
            $page = $this->site()->request('GET', '/');
            $problems = $this->site()->rest('GET', '/status')->body;
        } finally {
            file_put_contents($this->site()->file('wp-config.php'), $config);
        }

        self::assertSame([200, ''], [$page->status, $page->header('X-Dynamic-Cache')]);
        self::assertStringContainsString('disabled_by_constant', $problems);
    }

    public function test_R_49_a_corrupt_config_file_is_a_bypass_and_no_fatal(): void
    {
        $this->site()->switch(true);
        file_put_contents($this->site()->file('wp-content/cache/dynamic-cache/config/1.php'), '<?php exit; ?>' . "\n{{{");
        $page = $this->site()->request('GET', '/');

        self::assertSame(200, $page->status);
        self::assertStringNotContainsString('hit', $page->header('X-Dynamic-Cache'));
    }

    private function switch_on_and_store(): void
    {
        $this->site()->switch(true);
        // The first requests of a site plan its work, which purges.
        $said = '';
        for ($tries = 0; $tries < 5 && !str_starts_with($said, 'hit'); $tries++) {
            $said = $this->site()->request('GET', '/')->header('X-Dynamic-Cache');
        }
        self::assertStringStartsWith('hit', $said);
    }

    /** As somebody in wp-admin would, whatever plugins there are. */
    /** How often everybody heard that the site was changed without the plugin. */
    private function times_told(): int
    {
        return substr_count($this->site()->rest('GET', '/purges')->body, '"cause":"without-plugin"');
    }

    private function rename_site(string $title): void
    {
        [,,, $headers] = $this->site()->rest_request('POST', '');
        $answer = $this->site()->request('POST', '/wp-json/wp/v2/settings', (string) json_encode(['title' => $title]), $headers);
        self::assertSame(200, $answer->status, $answer->body);
    }

    /** What an update of the plugin leaves behind: the drop-in still names the engine of the version before. */
    private function run_engine_of_another_version(): void
    {
        $folder = $this->site()->file('wp-content/cache/dynamic-cache');
        $engine = str_replace("'0.1.0'", "'0.0.9'", (string) file_get_contents($folder . '/engine-0.1.0.php'));
        file_put_contents($folder . '/engine-0.0.9.php', $engine);
        unlink($folder . '/engine-0.1.0.php');
        $dropin = $this->site()->file('wp-content/advanced-cache.php');
        file_put_contents($dropin, str_replace('0.1.0', '0.0.9', (string) file_get_contents($dropin)));
    }

    private function site(): LiveSite
    {
        return self::$site ??= LiveSite::start();
    }
}
