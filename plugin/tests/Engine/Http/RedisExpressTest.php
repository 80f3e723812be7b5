<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

use DynamicCache\Store\PageStore;
use DynamicCache\Store\Stores;
use DynamicCache\Tests\Store\Redis\RealRedis;
use PHPUnit\Framework\Attributes\DataProvider;

/** The short way to a hit in Redis, with a real one. Only the long way reads sites.php, as in ExpressTest. */
final class RedisExpressTest extends DropinTestCase
{
    private RealRedis $redis;

    protected function setUp(): void
    {
        parent::setUp();
        $this->redis = new RealRedis();
        $this->write_config([]);
    }

    protected function tearDown(): void
    {
        if (isset($this->redis)) {
            $this->redis->stop();
            parent::tearDown();
        }
    }

    public function test_the_second_hit_takes_the_short_way_with_the_same_answer(): void
    {
        foreach (['gzip', 'identity'] as $encoding) {
            $long = $this->sealed('/', ['Accept-Encoding' => $encoding]);
            self::assert_says('hit; reason=fresh', $long);
            $short = $this->short('/', ['Accept-Encoding' => $encoding]);

            self::assert_says('hit; reason=fresh', $short);
            self::assertSame(self::lasting($long), self::lasting($short));
            self::assertSame($long->body, $short->body);
        }
    }

    public function test_a_hit_asks_once_and_four_things(): void
    {
        $this->sealed('/');
        $this->redis->say('CONFIG', 'RESETSTAT');
        self::assert_says('hit; reason=fresh', $this->short('/'));
        preg_match_all('/^cmdstat_([a-z|]+):calls=(\d+)/m', $this->info('commandstats'), $found);
        $asked = array_combine($found[1], $found[2]);
        unset($asked['info'], $asked['config|resetstat'], $asked['config']);
        ksort($asked);

        self::assertSame(['client|getname' => '1', 'hmget' => '1', 'lindex' => '1', 'persist' => '1'], $asked);
        preg_match('/^total_connections_received:(\d+)/m', $this->info('stats'), $connections);
        self::assertSame('0', $connections[1] ?? null, 'The connection of an earlier request is used again.');
    }

    public function test_a_purge_ends_it_at_once_and_an_unrelated_one_for_one_request(): void
    {
        $this->sealed('/');
        $this->store()->purge(['post:999'], [], time());
        self::assertNull($this->short('/')->header('X-Dynamic-Cache'));
        self::assert_says('hit; reason=fresh', $this->site->get('/'));
        self::assert_says('hit; reason=fresh', $this->short('/'));
        $this->store()->purge(['site'], [], time());

        self::assertNull($this->short('/')->header('X-Dynamic-Cache'));
        self::assert_says('miss; reason=purged', $this->site->get('/'));
    }

    public function test_a_suspicion_suspends_it(): void
    {
        $this->sealed('/');
        $this->store()->suspect(['site'], time());

        self::assertNull($this->short('/')->header('X-Dynamic-Cache'));
        self::assert_says('miss; reason=suspect', $this->site->get('/'));
    }

    public function test_a_change_of_the_settings_counts_from_the_next_request_on(): void
    {
        $this->sealed('/');
        $this->write_config(['paused_until' => time() + 600]);
        self::assertNull($this->short('/')->header('X-Dynamic-Cache'));
        self::assert_says('bypass; reason=paused', $this->site->get('/'));
    }

    public function test_pages_that_lay_on_disk_before_are_not_served_from_there(): void
    {
        $this->site->write_config([]);
        $this->sealed('/');
        $this->site->write_content('second');
        $this->write_config([]);

        self::assert_says('miss; reason=cold', $this->site->get('/'));
        sleep(1);
        self::assertStringContainsString('second', $this->site->get('/')->text());
        self::assertStringContainsString('second', $this->short('/')->text());
    }

    /** The log and the page come back as they were before a purge; the process does not. */
    public function test_a_redis_that_was_restarted_from_a_snapshot_serves_nothing_from_before_the_purge(): void
    {
        $this->sealed('/');
        $this->redis->say('SAVE');
        $this->store()->purge(['site'], [], time());
        $this->redis->kill();
        $this->redis->start();

        self::assertNull($this->short('/')->header('X-Dynamic-Cache'));
        self::assert_says('miss; reason=cold', $this->site->get('/'));
    }

    public function test_a_replica_serves_nothing(): void
    {
        $this->sealed('/');
        $this->redis->say('REPLICAOF', '127.0.0.1', (string) RealRedis::free_port());

        self::assertNull($this->short('/')->header('X-Dynamic-Cache'));
    }

    public function test_a_user_who_may_not_ask_for_names_gets_hits_by_the_long_way(): void
    {
        $this->redis->say('ACL', 'SETUSER', 'narrow', 'on', '>secret', '~*', '+@all', '-client');
        $this->write_config(['redis' => array_replace($this->redis->server('cme')->to_array(), ['username' => 'narrow', 'password' => 'secret'])]);

        self::assert_says('hit; reason=fresh', $this->sealed('/'));
        self::assertNull($this->short('/')->header('X-Dynamic-Cache'));
        self::assert_says('hit; reason=fresh', $this->site->get('/'));
    }

    public function test_a_purge_that_is_owed_ends_it(): void
    {
        $this->sealed('/');
        @mkdir("{$this->site->dir}/cache/redis");
        file_put_contents("{$this->site->dir}/cache/redis/owed-1", '.');

        self::assertNull($this->short('/')->header('X-Dynamic-Cache'));
        self::assert_says('miss; reason=cold', $this->site->get('/'));
    }

    public function test_r_01_a_redis_that_is_gone_costs_one_attempt_and_is_asked_by_nobody_then(): void
    {
        $this->sealed('/');
        $renders = $this->site->renders();
        $this->redis->kill();
        $first = $this->site->get('/');

        self::assertStringContainsString('</html>', $first->text());
        self::assertNotSame([], glob("{$this->site->dir}/cache/redis/down-*"));
        self::assertSame($renders + 1, $this->site->renders());
    }

    public function test_r_02_a_redis_that_hangs_costs_one_time_out(): void
    {
        $this->sealed('/');
        $this->redis->freeze();
        $began = hrtime(true);
        $reply = $this->site->get('/');
        $seconds = (hrtime(true) - $began) / 1e9;
        $this->redis->thaw();

        self::assertStringContainsString('</html>', $reply->text());
        self::assertLessThan(0.6, $seconds, 'The long way does not wait a second time.');
    }

    /** @return array<string, array{string}> field of the page that is damaged */
    public static function fields(): array
    {
        return ['the seal' => ['seal'], 'the body' => ['identity'], 'the head' => ['head']];
    }

    #[DataProvider('fields')]
    public function test_r_39_a_damaged_field_is_not_believed(string $field): void
    {
        $this->sealed('/');
        $key = $this->page_key();
        $value = $this->redis->say('HGET', $key, $field);
        self::assertIsString($value);
        $value[10] = $value[10] ^ "\1";
        $this->redis->say('HSET', $key, $field, $value);

        self::assertNull($this->short('/')->header('X-Dynamic-Cache'));
    }

    public function test_the_seal_of_one_fill_is_worth_nothing_on_the_next_and_on_another_page(): void
    {
        $this->sealed('/');
        $seal = $this->redis->say('HGET', $this->page_key(), 'seal');
        self::assertIsString($seal);
        $this->site->get('/other/');
        sleep(1);
        foreach ($this->page_keys() as $key) {
            $this->redis->say('HSET', $key, 'seal', $seal);
        }

        self::assertNull($this->short('/other/')->header('X-Dynamic-Cache'));
        self::assert_says('hit; reason=fresh', $this->short('/'));
    }

    /** @param array<string, mixed> $changes */
    private function write_config(array $changes): void
    {
        $this->site->write_config($changes + ['store' => 'redis', 'redis' => $this->redis->server('cme')->to_array()]);
    }

    private function store(): PageStore
    {
        return Stores::open("{$this->site->dir}/cache", 'redis', '1', $this->redis->server('cme'));
    }

    /** @param array<string, string> $headers */
    private function sealed(string $target, array $headers = []): HttpReply
    {
        $this->site->get($target, $headers);
        // In the second in which it was stored a page takes the long way.
        sleep(1);

        return $this->site->get($target, $headers);
    }

    /** @param array<string, string> $headers */
    private function short(string $target, array $headers = []): HttpReply
    {
        $map = "{$this->site->dir}/cache/sites.php";
        rename($map, "{$map}.away");
        try {
            return $this->site->get($target, $headers);
        } finally {
            rename("{$map}.away", $map);
        }
    }

    private function info(string $section): string
    {
        $info = $this->redis->say('INFO', $section);

        return is_string($info) ? $info : '';
    }

    private function page_key(): string
    {
        return $this->page_keys()[0] ?? '';
    }

    /** @return list<string> */
    private function page_keys(): array
    {
        $keys = $this->redis->say('KEYS', '*:page:*');

        return is_array($keys) ? array_values(array_filter($keys, is_string(...))) : [];
    }

    /** @return list<string> sorted: the order of header lines has no meaning */
    private static function lasting(HttpReply $reply): array
    {
        $lines = explode("\n", $reply->lasting_headers());
        sort($lines);

        return array_values(array_filter($lines, static fn(string $line): bool => preg_match('/^(Age|Cache-Status):/i', $line) !== 1));
    }
}
