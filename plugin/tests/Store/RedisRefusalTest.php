<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\RedisBreaker;
use DynamicCache\Store\RedisServer;
use DynamicCache\Store\UnableToAskRedis;
use DynamicCache\Tests\Store\Redis\Encrypted;
use DynamicCache\Tests\Store\Redis\RealRedis;
use PHPUnit\Framework\Attributes\DataProvider;

/** Redis answers, and refuses; or what it gives is not what was stored. */
final class RedisRefusalTest extends RedisFaultsTestCase
{
    #[DataProvider('libraries')]
    public function test_r_04_a_full_redis_serves_and_is_purged_and_takes_nothing_new(string $library): void
    {
        [$redis, $head, $server] = $this->site($library);
        $head->visit($server, 'b', 'B');
        $redis->say('CONFIG', 'SET', 'maxmemory', '1');
        self::assertSame('hit 1', $head->visit($server, 'a', '1'));
        self::assertSame('cold, store-error', $head->visit($server, 'c', '1'));
        self::assertTrue($head->purge($server, 'a'));
        self::assertSame('purged, store-error', $head->visit($server, 'a', '2'));
        self::assertSame('hit B', $head->visit($server, 'b', 'B'));
        $head->request($server)->sweep($head->now);
        self::assertSame(0, $redis->say('EXISTS', '{cme:1}:page:' . hash('sha256', 'a')), 'The sweep makes room.');
        self::assertSame('hit B', $head->visit($server, 'b', 'B'));

        $redis->say('CONFIG', 'SET', 'maxmemory', '0');
        self::assertSame('cold, stored', $head->visit($server, 'a', '2'));
    }

    #[DataProvider('libraries')]
    public function test_r_04_a_full_redis_that_was_emptied_begins_anew(string $library): void
    {
        [$redis, $head, $server] = $this->site($library);
        $redis->say('CONFIG', 'SET', 'maxmemory', '1');
        $redis->say('FLUSHALL');
        self::assertTrue($head->purge($server, 'a'));
        self::assertSame('cold, store-error', $head->visit($server, 'a', '1'));
    }

    #[DataProvider('libraries')]
    public function test_r_06_a_redis_that_is_loading_is_a_miss(string $library): void
    {
        [$redis, $head, $server] = $this->site($library, '--key-load-delay', '20000', '--loading-process-events-interval-bytes', '1024');
        for ($number = 0; $number < 200; $number++) {
            $redis->say('SET', "other{$number}", random_bytes(2000));
        }
        $redis->say('SAVE');
        $redis->kill();
        $redis->start();

        $head->now += RedisBreaker::PAUSE;
        self::assertSame('cold, not asked', $head->visit($server, 'a', '1'));
        self::assertFalse($head->purge($server, 'a'));
    }

    #[DataProvider('libraries')]
    public function test_r_06_a_password_that_is_new_is_a_miss(string $library): void
    {
        [$redis, $head, $server] = $this->site($library);
        $redis->say('CONFIG', 'SET', 'requirepass', 'new');
        try {
            $redis->say('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'no');
        } catch (UnableToAskRedis) {
            // It closed this connection as well.
        }

        self::assertSame('cold, not asked', $head->visit($server, 'a', '1'));
        $head->now += RedisBreaker::PAUSE;
        self::assertSame('hit 1', $head->visit(new RedisServer('127.0.0.1', $redis->port, password: 'new', library: RealRedis::library()), 'a', '1'));
    }

    #[DataProvider('libraries')]
    public function test_r_06_a_redis_that_cannot_save_its_data_serves_nothing_and_loses_no_purge(string $library): void
    {
        [$redis, $head, $server] = $this->site($library, '--enable-protected-configs', 'yes');
        mkdir("{$redis->folder->path}/gone");
        $redis->say('CONFIG', 'SET', 'dir', "{$redis->folder->path}/gone");
        $redis->say('CONFIG', 'SET', 'save', '3600 1');
        rmdir("{$redis->folder->path}/gone");
        $redis->say('BGSAVE');
        for ($try = 0; $try < 250 && !str_contains((string) json_encode($redis->say('INFO', 'persistence')), 'rdb_last_bgsave_status:err'); $try++) {
            usleep(20_000);
        }
        self::assertStringNotContainsString('hit', $head->visit($server, 'a', '1'));
        self::assertFalse($head->purge($server, 'a'));
        $redis->say('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');

        self::assertSame('cold', $head->reason($server, 'a'));
        self::assertSame('cold, stored', $head->visit($server, 'a', '2'));
        self::assertSame('hit 2', $head->visit($server, 'a', '2'));
    }

    #[DataProvider('libraries')]
    public function test_r_06_something_else_under_our_names_is_a_miss_and_goes(string $library): void
    {
        [$redis, $head, $server] = $this->site($library);
        $redis->say('SET', '{cme:1}:page:' . hash('sha256', 'a'), 'something else');
        self::assertSame('cold, store-error', $head->visit($server, 'a', '1'));
        self::assertSame('cold, stored', $head->visit($server, 'a', '1'));
        $redis->say('SET', '{cme:1}:log', 'something else');
        self::assertSame('cold, stored', $head->visit($server, 'a', '1'));
        self::assertSame('hit 1', $head->visit($server, 'a', '1'));
        foreach (['x', str_repeat('0', 32) . ' 1 ', 'a b c'] as $foreign) {
            $redis->say('RPUSH', '{cme:1}:log', $foreign);
            self::assertSame('cold, stored', $head->visit($server, 'a', '1'));
        }
    }

    #[DataProvider('libraries')]
    public function test_r_39_a_damaged_page_is_a_miss_and_goes(string $library): void
    {
        [$redis, $head, $server] = $this->site($library);
        $key = '{cme:1}:page:' . hash('sha256', 'a');
        foreach (['identity' => 'x', 'head' => 'DCPAGE', 'seq' => '999999'] as $field => $value) {
            $redis->say('HSET', $key, $field, $value);
            self::assertSame('corrupt, stored', $head->visit($server, 'a', '1'), $field);
            self::assertSame('hit 1', $head->visit($server, 'a', '1'));
        }
    }

    #[DataProvider('libraries')]
    public function test_a_certificate_that_is_not_trusted_is_no_connection(string $library): void
    {
        $encrypted = new Encrypted();
        try {
            $head = $this->head($library);
            self::assertSame('cold, stored', $head->visit($encrypted->server(), 'a', '1'));
            self::assertSame('hit 1', $head->visit($encrypted->server(), 'a', '1'));
            self::assertSame('cold, not asked', $head->visit($encrypted->server(isTrusted: false), 'a', '1'));
            $head->now += RedisBreaker::PAUSE;
            self::assertSame('cold, not asked', $head->visit($encrypted->server(password: 'wrong'), 'a', '1'));
            $head->now += RedisBreaker::PAUSE;
            self::assertSame('hit 1', $head->visit($encrypted->server(), 'a', '1'));
        } finally {
            $encrypted->stop();
        }
    }
}
