<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\Body;
use DynamicCache\Store\Files;
use DynamicCache\Store\OwedPurge;
use DynamicCache\Store\Page;
use DynamicCache\Store\PhpRedisClient;
use DynamicCache\Store\RedisBreaker;
use DynamicCache\Store\RedisKeys;
use DynamicCache\Store\RedisPageStore;
use DynamicCache\Store\RedisScript;
use DynamicCache\Store\StoreFailure;
use DynamicCache\Store\UnableToSavePage;
use DynamicCache\Tests\Store\Redis\MeddlingClient;
use DynamicCache\Tests\Store\Redis\RealRedis;
use PHPUnit\Framework\Attributes\DataProvider;

/** Redis has lost something, or is another one now. */
final class RedisLossTest extends RedisFaultsTestCase
{
    #[DataProvider('libraries')]
    public function test_r_05_a_log_that_was_evicted_takes_no_purge_with_it(string $library): void
    {
        [$redis, $head, $server] = $this->site($library);
        self::assertTrue($head->purge($server, 'a'));
        $redis->say('DEL', '{cme:1}:log');

        self::assertSame('cold', $head->reason($server, 'a'));
        self::assertSame('cold, stored', $head->visit($server, 'b', 'B'), 'A new log begins.');
        self::assertSame('cold', $head->reason($server, 'a'));
        self::assertSame('hit B', $head->reason($server, 'b'));
    }

    public function test_r_05_under_eviction_nothing_old_is_served(): void
    {
        [$redis, $head, $server] = $this->site('phpredis', '--maxmemory', '6mb', '--maxmemory-policy', 'allkeys-lru');
        $versions = array_fill(0, 150, 0);
        $hits = 0;
        mt_srand(7);
        for ($step = 0; $step < 3000; $step++) {
            $head->now += RedisBreaker::PAUSE / 10;
            $number = mt_rand(0, 149);
            $store = $head->request($server);
            $found = $store->find("p{$number}", $head->now);
            if ($found instanceof Page) {
                $hits++;
                self::assertStringStartsWith("{$versions[$number]} ", $found->body->identity);
            } else {
                $page = new Page("p{$number}", 200, [], Body::of("{$versions[$number]} " . bin2hex(random_bytes(15_000))), ["post:p{$number}", 'site'], $head->now, $head->now + 36_000, '00112233aabbccdd');
                try {
                    $store->save($page, $store->token($head->now), $head->now);
                } catch (StoreFailure) {
                    // The log went to make room for the page before; or this machine was busy for a moment.
                    continue;
                }
            }
            if ($step % 10 === 0) {
                $changed = mt_rand(0, 149);
                $versions[$changed]++;
                $head->purge($server, "p{$changed}");
            }
        }
        self::assertGreaterThan(50, $hits);
        $stats = $redis->say('INFO', 'stats');
        self::assertMatchesRegularExpression('/^evicted_keys:[1-9]/m', is_string($stats) ? $stats : '');
    }

    #[DataProvider('libraries')]
    public function test_r_06_an_emptied_redis_serves_nothing(string $library): void
    {
        [$redis, $head, $server] = $this->site($library);
        $store = $head->request($server);
        $token = $store->token($head->now);
        $redis->say('FLUSHALL');

        self::assertSame('cold', $head->reason($server, 'a'));
        self::assertNotSame($token->epoch, $head->request($server)->token($head->now)->epoch);
    }

    /** The snapshot has the page, and does not have the purge. */
    #[DataProvider('libraries')]
    public function test_r_06_a_redis_that_comes_back_from_a_snapshot_serves_nothing_of_it(string $library): void
    {
        [$redis, $head, $server] = $this->site($library);
        $redis->say('SAVE');
        self::assertTrue($head->purge($server, 'a'));
        $redis->kill();
        $redis->start();
        self::assertSame(1, $redis->say('EXISTS', '{cme:1}:page:' . hash('sha256', 'a')));

        foreach ([$head, $this->head($library)] as $any) {
            $any->now += RedisBreaker::PAUSE;
            self::assertNotSame('hit 1', $any->reason($server, 'a'));
        }
        self::assertSame('cold, stored', $head->visit($server, 'a', '2'));
        self::assertSame('hit 2', $head->reason($server, 'a'));
    }

    #[DataProvider('libraries')]
    public function test_r_06_a_replica_serves_nothing_neither_before_nor_after_it_takes_over(string $library): void
    {
        [$redis, $head, $server] = $this->site($library);
        $replica = $this->servers[] = new RealRedis(['--replicaof', '127.0.0.1', (string) $redis->port]);
        $there = $replica->server('cme');
        for ($try = 0; $try < 250 && $replica->say('EXISTS', '{cme:1}:page:' . hash('sha256', 'a')) !== 1; $try++) {
            usleep(20_000);
        }
        self::assertSame(1, $replica->say('EXISTS', '{cme:1}:page:' . hash('sha256', 'a')));
        self::assertSame('cold, not asked', $head->visit($there, 'a', '1'));
        // A replica that was behind when its primary died.
        $replica->say('REPLICAOF', 'NO', 'ONE');
        self::assertTrue($head->purge($server, 'a'));

        self::assertSame('cold', $head->reason($there, 'a'));
        self::assertSame('cold, stored', $head->visit($there, 'a', '2'));
        self::assertSame('hit 2', $head->reason($there, 'a'));
    }

    #[DataProvider('libraries')]
    public function test_r_06_a_primary_that_became_a_replica_serves_nothing(string $library): void
    {
        [$redis, $head, $server] = $this->site($library);
        $redis->say('REPLICAOF', '127.0.0.1', (string) RealRedis::free_port());

        self::assertSame('cold, store-error', $head->visit($server, 'a', '1'));
        self::assertFalse($head->purge($server, 'a'));
        $redis->say('REPLICAOF', 'NO', 'ONE');
        self::assertNotSame('hit 1', $head->reason($server, 'a'), 'It was purged meanwhile.');
    }

    /** Between the look into the log and the write a change begins, and ends in a purge of pages that were known. */
    public function test_r_22_a_page_is_not_stored_when_the_log_grew_since_it_was_looked_at(): void
    {
        [, $head, $server] = $this->site('phpredis');
        $editor = $head->request($server);
        $edit = static fn(): mixed => $editor->purge(['query:1'], [$editor->suspect(['list:post'], $head->now)], $head->now);
        $client = new MeddlingClient(new PhpRedisClient($server), RedisScript::Save, $edit);
        $store = new RedisPageStore($client, new RedisKeys('cme', '1'), new OwedPurge("{$head->folder->path}/owed", Files::of_system()), random_bytes(...));
        $token = $store->token($head->now);
        $page = new Page('list', 200, [], Body::of('1'), ['list:post', 'site'], $head->now, $head->now + 60, '00112233aabbccdd');
        try {
            $store->save($page, $token, $head->now);
            self::fail('It was rendered before a change that nobody knew to concern it.');
        } catch (UnableToSavePage $failure) {
            self::assertSame(Reason::Suspect, $failure->reason);
        }
        $store->save($page, $store->token($head->now), $head->now);
        self::assertSame('hit 1', $head->reason($server, 'list'));
    }
}
