<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Redis;

use DynamicCache\Store\LeaseNote;
use DynamicCache\Store\LeaseNoteKind;
use DynamicCache\Store\Leases;
use DynamicCache\Store\PhpRedisClient;
use DynamicCache\Store\RedisBreaker;
use DynamicCache\Store\RedisClient;
use DynamicCache\Store\RedisKeys;
use DynamicCache\Store\RedisLeases;
use DynamicCache\Store\UnableToAskRedis;
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
        return self::over(new PhpRedisClient(self::$redis->server()));
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
        $gone = self::over(new PhpRedisClient(self::$redis->server()->at('127.0.0.1', RealRedis::free_port())));
        foreach ([1, 2] as $_) {
            $lease = $this->taken($gone, self::KEY);
            self::assertSame('', $lease->id);
            $gone->release($lease);
        }
        self::assertFalse($gone->note(self::KEY, new LeaseNote(LeaseNoteKind::Asked, self::NOW, self::NOW + 1)));
        self::assertNull($gone->noted(self::KEY));
    }

    public function test_r_02_a_lease_is_given_back_though_something_was_late_in_between(): void
    {
        $redis = new PhpRedisClient(self::$redis->server());
        $late = $this->late_once($redis);
        $breaker = new RedisBreaker($late, sys_get_temp_dir() . '/dynamic-cache-no-breaker-' . bin2hex(random_bytes(4)), time(...));
        $leases = new RedisLeases($breaker, new RedisKeys('test', '1'), random_bytes(...), $breaker->again(...));
        $lease = $this->taken($leases, self::KEY);
        $leases->release($lease);

        self::assertNotSame('', $lease->id);
        self::assertSame(0, self::$redis->say('DBSIZE'));
    }

    public function test_something_else_under_the_name_of_a_note_is_none(): void
    {
        self::$redis->say('SET', '{test:1}:note:' . self::KEY, '9 1 2 3');
        self::assertNull($this->leases()->noted(self::KEY));
        self::$redis->say('SET', '{test:1}:note:' . self::KEY, 'else');
        self::assertNull($this->leases()->noted(self::KEY));
    }

    private static function over(RedisClient $client): RedisLeases
    {
        return new RedisLeases($client, new RedisKeys('test', '1'), random_bytes(...), static fn(): RedisClient => $client);
    }

    /** Does what it is asked, and its first answer does not come in time. */
    private function late_once(RedisClient $client): RedisClient
    {
        return new class ($client) implements RedisClient {
            private bool $wasLate = false;

            public function __construct(private readonly RedisClient $client) {}

            public function ask(array $commands): array
            {
                $replies = $this->client->ask($commands);
                if (!$this->wasLate) {
                    $this->wasLate = true;
                    throw UnableToAskRedis::late();
                }

                return $replies;
            }
        };
    }
}
