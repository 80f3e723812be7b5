<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Redis;

use DynamicCache\Install\DataFile;
use DynamicCache\Tests\Store\Redis\RealRedis;
use DynamicCache\Tests\WordPress\LiveAnswer;
use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\TestCase;

/** A real site with its pages in a real Redis. */
final class LiveRedisTest extends TestCase
{
    private static ?LiveSite $site = null;

    private RealRedis $redis;

    public static function tearDownAfterClass(): void
    {
        self::$site?->stop();
        self::$site = null;
    }

    protected function setUp(): void
    {
        $this->redis = new RealRedis();
    }

    protected function tearDown(): void
    {
        $this->redis->thaw();
        $this->change('{"enabled":false,"strategy":"origin-disk","redis":null}');
        $this->redis->stop();
    }

    public function test_pages_come_from_redis_and_a_change_reaches_them(): void
    {
        self::assertSame(200, $this->use_redis()->status);
        $config = $this->file('wp-content/cache/dynamic-cache/config/1.php');
        self::assertSame('redis', (DataFile::read($config) ?? [])['store'] ?? null);
        self::assertSame(0640, fileperms($config) & 0777);
        $engine = $this->file('wp-content/cache/dynamic-cache/engine-' . DYNAMIC_CACHE_VERSION . '.php');
        self::assertStringContainsString("\$store = 'redis';", (string) file_get_contents($engine));

        self::assertStringStartsWith('miss', $this->visit('/hello-world/'));
        self::assertSame('hit; reason=fresh', $this->visit('/hello-world/'));
        self::assertSame('hit; reason=fresh', $this->visit('/hello-world/', ['Accept-Encoding' => 'gzip']));
        self::assertSame('hit; reason=fresh', $this->visit('/hello-world/', [], 'HEAD'));
        self::assertSame([], glob($this->file('wp-content/cache/dynamic-cache/pages/1/*')));
        $this->edit('Changed on the way');
        self::assertStringStartsWith('miss', $this->visit('/hello-world/'));
        self::assertStringContainsString('Changed on the way', self::site()->request('GET', '/hello-world/')->body);
        self::assertSame('hit; reason=fresh', $this->visit('/hello-world/'));
    }

    public function test_r_02_a_visitor_of_a_site_whose_redis_hangs_gets_the_page_from_wordpress(): void
    {
        $this->use_redis();
        $this->visit('/hello-world/');
        $this->redis->freeze();

        foreach (['miss; reason=store-error', 'miss; reason=store-error'] as $said) {
            $page = self::site()->request('GET', '/hello-world/');
            self::assertSame(200, $page->status);
            self::assertStringContainsString('</html>', $page->body);
            self::assertSame($said, $page->header('X-Dynamic-Cache'));
        }
        $this->edit('Changed while it hung');
        self::assertStringContainsString('redis_silent', self::site()->rest('GET', '/status')->body);
        $this->redis->thaw();
        // The pause after a failure is over.
        foreach ((array) glob($this->file('wp-content/cache/dynamic-cache/redis/down-*')) as $file) {
            touch((string) $file, time() - 60);
        }
        self::assertStringStartsWith('miss', $this->visit('/hello-world/'));
        self::assertStringContainsString('Changed while it hung', self::site()->request('GET', '/hello-world/')->body);
    }

    public function test_a_redis_that_cannot_be_used_is_refused_and_nothing_changes(): void
    {
        $this->redis->say('CONFIG', 'SET', 'requirepass', 'secret');
        foreach (['NOAUTH' => $this->redis->port, 'Connection refused' => RealRedis::free_port()] as $why => $port) {
            $answer = $this->change('{"enabled":true,"strategy":"object-cache","redis":{"host":"127.0.0.1","port":' . $port . '}}');
            self::assertSame([409, 'store_unusable'], [$answer->status, $answer->member('error')]);
            self::assertStringContainsString($why, $answer->body);
        }
        $answer = $this->change('{"enabled":true,"strategy":"object-cache"}');
        self::assertSame([409, 'store_unusable'], [$answer->status, $answer->member('error')]);

        self::assertFileDoesNotExist($this->file('wp-content/advanced-cache.php'));
        $settings = self::site()->rest('GET', '/settings')->member('settings');
        self::assertIsArray($settings);
        self::assertSame([false, 'origin-disk'], [$settings['enabled'], $settings['strategy']]);
    }

    public function test_r_46_switching_off_takes_the_pages_and_the_password_away(): void
    {
        $this->redis->say('SET', 'other', 'of somebody else');
        $this->use_redis();
        $this->visit('/hello-world/');
        self::assertGreaterThanOrEqual(3, $this->redis->say('DBSIZE'));
        self::assertSame(200, $this->change('{"enabled":false}')->status);

        self::assertSame(['other'], $this->redis->say('KEYS', '*'));
        self::assertStringNotContainsString('"host":"127.0.0.1","port":' . $this->redis->port, (string) file_get_contents($this->file('wp-content/cache/dynamic-cache/config/1.php')));
    }

    public function test_pages_that_were_left_on_disk_do_not_come_back(): void
    {
        $this->change('{"enabled":true}');
        $this->visit('/hello-world/');
        self::assertSame('hit; reason=fresh', $this->visit('/hello-world/'));
        $this->use_redis();
        $this->edit('Changed while in Redis');
        $this->change('{"strategy":"origin-disk"}');

        self::assertStringStartsWith('miss', $this->visit('/hello-world/'));
        self::assertStringContainsString('Changed while in Redis', self::site()->request('GET', '/hello-world/')->body);
        self::assertSame(0, $this->redis->say('DBSIZE'));
    }

    private static function site(): LiveSite
    {
        if (self::$site === null) {
            self::$site = LiveSite::start();
            // The first render of a new WordPress writes into its database, which is a change.
            self::$site->request('GET', '/hello-world/');
        }

        return self::$site;
    }

    private function use_redis(): LiveAnswer
    {
        return $this->change('{"enabled":true,"strategy":"object-cache","redis":{"host":"127.0.0.1","port":' . $this->redis->port . '}}');
    }

    private function change(string $patch): LiveAnswer
    {
        return self::site()->rest('PATCH', '/settings', $patch, self::site()->rest('GET', '/settings')->text('revision'));
    }

    /** @param array<string, string> $headers */
    private function visit(string $path, array $headers = [], string $method = 'GET'): string
    {
        return self::site()->request($method === 'HEAD' ? 'HEAD' : 'GET', $path, '', $headers)->header('X-Dynamic-Cache');
    }

    private function edit(string $title): void
    {
        [, , , $headers] = self::site()->rest_request('POST', '');
        $answer = self::site()->request('POST', '/wp-json/wp/v2/posts/1', (string) json_encode(['title' => $title]), $headers);
        self::assertSame(200, $answer->status, $answer->body);
    }

    private function file(string $path): string
    {
        return self::site()->file($path);
    }
}
