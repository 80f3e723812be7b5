<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Redis;

use DynamicCache\Store\LeaseNote;
use DynamicCache\Store\LeaseNoteKind;
use DynamicCache\Store\Leases;
use DynamicCache\Store\PhpRedisClient;
use DynamicCache\Store\PredisClient;
use DynamicCache\Store\RedisKeys;
use DynamicCache\Store\RedisLeases;
use DynamicCache\Tests\Store\LeasesTestCase;

/** The promises of all leases, and what becomes of them when Redis goes away. */
final class LeasesTest extends LeasesTestCase
{
    private static RealRedis $redis;

    public static function setUpBeforeClass(): void
    {
        self::$redis = new RealRedis();
    }

    public static function tearDownAfterClass(): void
    {
        self::$redis->stop();
    }

    protected function setUp(): void
    {
        self::$redis->say('FLUSHALL');
    }

    protected function leases(): Leases
    {
        $client = extension_loaded('redis') ? new PhpRedisClient(self::$redis->server()) : new PredisClient(self::$redis->server());

        return new RedisLeases($client, new RedisKeys('test', '1'), random_bytes(...));
    }

    public function test_r_21_redis_itself_forgets_a_lease_whose_holder_died(): void
    {
        $this->taken($this->leases(), self::KEY);
        $seconds = self::$redis->say('TTL', '{test:1}:lease:' . self::KEY);

        self::assertGreaterThanOrEqual(30, $seconds);
        self::assertLessThanOrEqual(60, $seconds);
    }

    public function test_a_lease_that_was_given_back_leaves_no_key(): void
    {
        $leases = $this->leases();
        $leases->release($this->taken($leases, self::KEY));
        self::assertSame(0, self::$redis->say('DBSIZE'));
    }

    public function test_r_01_without_redis_everybody_gets_a_lease(): void
    {
        $gone = new RedisLeases(new PhpRedisClient(self::$redis->server()->at('127.0.0.1', RealRedis::free_port())), new RedisKeys('test', '1'), random_bytes(...));
        foreach ([1, 2] as $_) {
            $lease = $this->taken($gone, self::KEY);
            self::assertSame('', $lease->id);
            $gone->release($lease);
        }
        self::assertFalse($gone->note(self::KEY, new LeaseNote(LeaseNoteKind::Asked, self::NOW, self::NOW + 1)));
        self::assertNull($gone->noted(self::KEY));
    }

    public function test_something_else_under_the_name_of_a_note_is_none(): void
    {
        self::$redis->say('SET', '{test:1}:note:' . self::KEY, '9 1 2 3');
        self::assertNull($this->leases()->noted(self::KEY));
        self::$redis->say('SET', '{test:1}:note:' . self::KEY, 'else');
        self::assertNull($this->leases()->noted(self::KEY));
    }
}
