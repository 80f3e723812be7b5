<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Settings;

use DynamicCache\Edge\EdgeConfig;
use DynamicCache\Install\DataFile;
use DynamicCache\Install\Paths;
use DynamicCache\Settings\DropinConfig;
use DynamicCache\Settings\HomeUrl;
use DynamicCache\Settings\PageRevision;
use DynamicCache\Settings\RedisSettings;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\WordPressTestCase;

final class DropinConfigTest extends WordPressTestCase
{
    private const KEYS = ['kid' => 'k1', 'fill_key' => 'aa', 'marker_key' => 'bb', 'probe_key' => 'cc'];

    public function test_says_what_the_contract_says(): void
    {
        $this->save('{"enabled":true,"paused_until":1900000000,"hosts":["www.example.org"],'
            . '"variants":{"device":{"cookie":"d","values":["m"]}},"edge":{"enabled":true}}');
        self::config()->refresh();

        self::assertSame([
            'v' => 1,
            'site' => '1',
            'scheme' => 'http',
            'host' => '127.0.0.1:8899',
            'aliases' => ['www.example.org'],
            'enabled' => true,
            'paused_until' => 1900000000,
            'revision' => PageRevision::of(SettingsRepository::of_site()->all(), HomeUrl::of_site()),
            'ttl' => ['page' => 604800, 'not_found' => 0, 'grace' => 86400, 'browser' => 0],
            'rules' => [
                'query' => ['mode' => 'ignore-list', 'ignore' => self::tracking(), 'allow' => []],
                'exclude' => ['paths' => [], 'queries' => [], 'cookies' => [], 'user_agents' => []],
                'variants' => ['device' => ['cookie' => 'd', 'values' => ['m']], 'language' => null, 'currency' => null],
            ],
            'store' => 'disk',
            'redis' => null,
            'edge' => self::KEYS,
            'shadow' => false,
            'lease' => ['wait_ms' => 3000, 'waiters' => 64],
            'refresh_secret' => bin2hex(hash_hkdf('sha256', wp_salt('auth'), 32, 'dynamic-cache/v1/refresh', '1')),
        ], DataFile::read(self::cache_dir() . '/config/1.php'));
        self::assertSame(
            ['v' => 1, 'sites' => [['site' => '1', 'host' => '127.0.0.1:8899', 'aliases' => ['www.example.org'], 'path' => '/']]],
            DataFile::read(self::cache_dir() . '/sites.php'),
        );
    }

    /** A copy in the browser is found by its address alone, whatever a cookie says by then. */
    public function test_browsers_keep_no_page_that_a_cookie_chooses(): void
    {
        $ttl = static fn(): mixed => (DataFile::read(self::cache_dir() . '/config/1.php') ?? [])['ttl'] ?? null;
        $this->save('{"enabled":true,"ttl":{"browser":60}}');
        self::config()->refresh();
        self::assertSame(['page' => 604800, 'not_found' => 0, 'grace' => 86400, 'browser' => 60], $ttl());
        foreach (['device', 'language', 'currency'] as $kind) {
            $this->save("{\"variants\":{\"{$kind}\":{\"cookie\":\"c\",\"values\":[\"a\"]}}}");
            self::config()->refresh();
            self::assertSame(['page' => 604800, 'not_found' => 0, 'grace' => 86400, 'browser' => 0], $ttl(), $kind);
            self::assertStringContainsString('"browser":0', EdgeConfig::text('site-1', SettingsRepository::of_site()->all()), $kind);
            $this->save("{\"variants\":{\"{$kind}\":null}}");
        }
    }

    public function test_tells_the_drop_in_of_redis_only_while_pages_are_there(): void
    {
        $read = static fn(string $name): mixed => (DataFile::read(self::cache_dir() . '/config/1.php') ?? [])[$name] ?? null;
        $redis = '"redis":{"host":"redis.example","port":6380,"username":"u","prefix":"shop"}';
        foreach (['object-cache' => 'redis', 'edge-r2' => 'redis', 'edge-balanced' => 'redis', 'origin-disk' => 'disk'] as $strategy => $store) {
            $this->save("{\"enabled\":true,\"strategy\":\"{$strategy}\",{$redis}}");
            self::config()->refresh();
            self::assertSame([$store, $store === 'redis'], [$read('store'), $read('redis') !== null], $strategy);
        }
        $this->save("{\"enabled\":true,\"strategy\":\"object-cache\",{$redis}}");
        self::config()->refresh();
        self::assertSame([
            'host' => 'redis.example', 'port' => 6380, 'tls' => false, 'username' => 'u', 'password' => '', 'prefix' => 'shop',
            'cluster' => false, 'authorities' => '', 'library' => RedisSettings::library(),
        ], $read('redis'));
        $this->save("{\"enabled\":false,\"strategy\":\"object-cache\",{$redis}}");
        self::config()->refresh();
        self::assertSame(['disk', null], [$read('store'), $read('redis')]);
        $this->save('{"enabled":true,"strategy":"edge-r2","redis":null}');
        self::config()->refresh();
        self::assertSame(['disk', null], [$read('store'), $read('redis')]);
    }

    public function test_pages_that_lie_where_the_site_moves_to_are_left_behind(): void
    {
        $this->save('{"enabled":true,"strategy":"object-cache","redis":{"host":"redis.example"}}');
        self::config()->refresh();
        self::assertSame('.', file_get_contents(self::cache_dir() . '/redis/owed-1'));
        mkdir(self::cache_dir() . '/pages/1', 0750, true);
        self::config()->refresh();
        self::assertSame('.', file_get_contents(self::cache_dir() . '/redis/owed-1'), 'Nothing has changed.');
        self::assertDirectoryExists(self::cache_dir() . '/pages/1');

        $this->save('{"strategy":"origin-disk"}');
        self::config()->refresh();
        self::assertDirectoryDoesNotExist(self::cache_dir() . '/pages/1');
        $this->save('{"enabled":true,"strategy":"object-cache","redis":{"host":"other.example"}}');
        self::config()->refresh();
        self::assertSame('..', file_get_contents(self::cache_dir() . '/redis/owed-1'));
    }

    public function test_prints_nothing_where_a_web_server_runs_it(): void
    {
        $this->save('{"enabled":true,"exclude":{"paths":["/<?php echo 1; ?>"]}}');
        self::config()->refresh();
        $file = self::cache_dir() . '/config/1.php';

        self::assertStringStartsWith("<?php exit; ?>\n{", (string) file_get_contents($file));
        self::assertSame(1, substr_count((string) file_get_contents($file), '<'));
        self::assertSame(0640, fileperms($file) & 0777);
        self::assertSame('', shell_exec(escapeshellarg(PHP_BINARY) . ' ' . escapeshellarg($file)) ?? '');
    }

    public function test_the_edge_keys_are_there_only_while_the_edge_is_on(): void
    {
        $this->save('{"enabled":true,"edge":{"enabled":false}}');
        self::config()->refresh();

        self::assertNull((DataFile::read(self::cache_dir() . '/config/1.php') ?? [])['edge']);
    }

    public function test_a_cache_that_was_never_on_leaves_no_file(): void
    {
        self::config()->refresh();

        self::assertDirectoryDoesNotExist(self::cache_dir());
    }

    public function test_switched_off_it_says_so(): void
    {
        $this->save('{"enabled":true}');
        self::config()->refresh();
        $this->save('{"enabled":false}');
        self::config()->refresh();

        self::assertFalse((DataFile::read(self::cache_dir() . '/config/1.php') ?? [])['enabled']);
    }

    public function test_follows_the_home_url_even_where_no_hook_tells(): void
    {
        $this->save('{"enabled":true}');
        self::config()->refresh();
        add_filter('option_home', static fn(): string => 'https://Moved.example/shop');
        remove_all_actions('admin_init');
        self::config()->boot();
        do_action('admin_init');
        $config = DataFile::read(self::cache_dir() . '/config/1.php');
        $sites = DataFile::read(self::cache_dir() . '/sites.php');

        self::assertSame(['https', 'moved.example'], [$config['scheme'] ?? null, $config['host'] ?? null]);
        self::assertSame([['site' => '1', 'host' => 'moved.example', 'aliases' => [], 'path' => '/shop/']], $sites['sites'] ?? null);
    }

    public function test_R_09_a_folder_that_cannot_be_written_is_silent(): void
    {
        $this->save('{"enabled":true}');
        file_put_contents(WP_CONTENT_DIR . '/cache', 'a file in the way');
        try {
            self::config()->refresh();
            self::assertFileDoesNotExist(self::cache_dir());
        } finally {
            unlink(WP_CONTENT_DIR . '/cache');
        }
    }

    private static function config(): DropinConfig
    {
        return new DropinConfig(Paths::of_wordpress(), SettingsRepository::of_site(), static fn(): array => self::KEYS);
    }

    /** Into the option alone: what happens on a real save is tested in Rest. */
    private function save(string $patch): void
    {
        $repository = SettingsRepository::of_site();
        $stored = $repository->fresh();
        $document = json_decode($patch);
        self::assertInstanceOf(\stdClass::class, $document);
        $repository->replace($stored, $repository->patched($stored, $document));
    }

    /** @return list<string> */
    private static function tracking(): array
    {
        return SettingsRepository::of_site()->all()->rules->query->ignore;
    }
}
