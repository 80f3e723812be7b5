<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\Files;
use DynamicCache\Store\OwedPurge;
use DynamicCache\Store\RedisBreaker;
use DynamicCache\Store\RedisPageStore;
use DynamicCache\Store\RedisServer;
use DynamicCache\Store\UnableToReachStore;
use DynamicCache\Tests\Store\Redis\RealRedis;
use PHPUnit\Framework\Attributes\DataProvider;

/** Redis does not answer, or too late. */
final class RedisSilenceTest extends RedisFaultsTestCase
{
    #[DataProvider('libraries')]
    public function test_r_01_a_redis_that_is_down_costs_hits_and_comes_back_without_help(string $library): void
    {
        [$redis, $head, $server] = $this->site($library);
        $redis->kill();
        self::assertSame('cold, not asked', $head->visit($server, 'a', '1'));
        self::assertSame(1, $head->client->failed);
        $redis->start();
        self::assertSame('cold, not asked', $head->visit($server, 'a', '1'), 'Nobody asks during the pause.');
        self::assertSame(0, $head->client->asked);

        $head->now += RedisBreaker::PAUSE;
        self::assertSame('cold, stored', $head->visit($server, 'a', '1'));
        self::assertSame('hit 1', $head->visit($server, 'a', '1'));
        self::assertFileDoesNotExist("{$head->folder->path}/redis/down");
    }

    #[DataProvider('libraries')]
    public function test_r_02_a_redis_that_hangs_costs_one_time_out_for_all(string $library): void
    {
        [$redis, $head, $server] = $this->site($library);
        $redis->freeze();
        $began = hrtime(true);
        self::assertSame('cold, not asked', $head->visit($server, 'a', '1'));
        self::assertSame(1, $head->client->failed);
        self::assertLessThan(0.6, (hrtime(true) - $began) / 1e9, 'A time-out is a fifth of a second.');
        self::assertSame('cold, not asked', $head->visit($server, 'b', '1'));
        self::assertSame(0, $head->client->asked);

        $head->now += RedisBreaker::PAUSE;
        $head->visit($server, 'a', '1');
        self::assertSame(1, $head->client->asked, 'One tries again, once.');
        $head->visit($server, 'a', '1');
        self::assertSame(0, $head->client->asked);
    }

    /** What Redis answers when it wakes up was asked by a request that is over. */
    #[DataProvider('libraries')]
    public function test_r_03_late_answers_are_read_by_nobody(string $library): void
    {
        [$redis, $head, $server] = $this->site($library);
        $head->visit($server, 'b', 'B');
        $redis->freeze();
        $head->visit($server, 'a', '1');
        $redis->thaw();
        $head->now += RedisBreaker::PAUSE;

        self::assertSame('hit B', $head->visit($server, 'b', 'B'));
        self::assertSame('hit 1', $head->visit($server, 'a', '1'));
    }

    #[DataProvider('libraries')]
    public function test_a_purge_that_redis_did_not_take_is_not_lost(string $library): void
    {
        [$redis, $head, $server] = $this->site($library);
        $head->visit($server, 'b', 'B');
        $redis->freeze();
        self::assertFalse($head->purge($server, 'a'));
        $redis->thaw();
        self::assertSame('cold, not asked', $head->visit($server, 'a', '2'), 'Redis could be asked again, and has the old page.');

        $head->now += RedisBreaker::PAUSE;
        self::assertSame('cold, stored', $head->visit($server, 'a', '2'));
        self::assertSame('hit 2', $head->visit($server, 'a', '2'));
        self::assertSame('cold', $head->reason($server, 'b'), 'What the purge meant is not known any more: all pages.');
    }

    /** Somebody else has to remember it then (Purge\LostChange). */
    #[DataProvider('libraries')]
    public function test_a_purge_that_could_not_be_noted_either_says_that_it_is_lost(string $library): void
    {
        [$redis, $head, $server] = $this->site($library);
        $redis->kill();
        self::assertFalse(self::failure($head->request($server))->is_lost());
        unlink("{$head->folder->path}/redis/owed");
        mkdir("{$head->folder->path}/redis/owed");

        self::assertTrue(self::failure($head->request($server))->is_lost());
    }

    #[DataProvider('libraries')]
    public function test_the_other_web_servers_serve_nothing_old_once_a_purge_is_paid(string $library): void
    {
        [$redis, $head, $server] = $this->site($library);
        $other = $this->head($library);
        self::assertSame('hit 1', $other->reason($server, 'a'));
        // Only this one has lost its way to Redis.
        self::assertFalse($head->purge(new RedisServer('127.0.0.1', RealRedis::free_port(), library: RealRedis::library()), 'a'));
        $head->now += RedisBreaker::PAUSE;
        // A hit is enough to pay.
        $head->reason($server, 'b');

        self::assertSame('cold', $other->reason($server, 'a'));
        self::assertNotFalse($redis->say('PING'));
    }

    /** Less than a time-out, and more than phpredis waits for each of the replies: a miss, and no reason to do without Redis. */
    public function test_r_03_a_redis_that_is_late_once_is_asked_again_at_once(): void
    {
        [$redis, $head, $server] = $this->site('phpredis');
        $redis->say('CLIENT', 'PAUSE', '90');
        self::assertSame('cold, not asked', $head->visit($server, 'a', '1'));
        self::assertSame(1, $head->client->asked);
        self::assertFileDoesNotExist("{$head->folder->path}/redis/down");
        usleep(100_000);

        self::assertSame('hit 1', $head->visit($server, 'a', '1'));
    }

    public function test_what_is_owed_anew_while_it_is_being_paid_stays_owed(): void
    {
        $folder = $this->head('phpredis')->folder;
        $owed = new OwedPurge("{$folder->path}/redis/owed", Files::of_system());
        self::assertSame(0, $owed->count());
        self::assertTrue($owed->add());
        $count = $owed->count();
        self::assertTrue($owed->add());
        $owed->pay($count);
        self::assertSame(2, $owed->count());
        $owed->pay(2);
        self::assertSame(0, $owed->count());
    }

    #[DataProvider('libraries')]
    public function test_a_web_server_that_is_new_to_a_site_keeps_what_is_there(string $library): void
    {
        [, $head, $server] = $this->site($library);
        $one = $head->request($server);
        $other = $this->head($library);
        $token = $one->token($head->now);
        self::assertSame($token->epoch, $other->request($server)->token($head->now)->epoch);
    }

    private static function failure(RedisPageStore $store): UnableToReachStore
    {
        try {
            $store->purge(['site'], [], 1_795_000_000);
        } catch (UnableToReachStore $failure) {
            return $failure;
        }
        self::fail('A Redis that is down took a purge.');
    }
}
