<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\Body;
use DynamicCache\Store\Files;
use DynamicCache\Store\OwedPurge;
use DynamicCache\Store\Page;
use DynamicCache\Store\RedisBreaker;
use DynamicCache\Store\RedisServer;
use DynamicCache\Store\StoreFailure;
use DynamicCache\Store\UnableToAskRedis;
use DynamicCache\Tests\Store\Redis\Encrypted;
use DynamicCache\Tests\Store\Redis\Head;
use DynamicCache\Tests\Store\Redis\RealRedis;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** What may happen to a Redis, with a real one: no error, one time-out at most, and never a page from before a purge. */
final class RedisFaultsTest extends TestCase
{
    /** @var list<RealRedis> */
    private array $servers = [];

    /** @var list<Head> */
    private array $heads = [];

    private string $log = '';

    protected function setUp(): void
    {
        $this->log = (string) ini_set('error_log', '/dev/null');
    }

    protected function tearDown(): void
    {
        ini_set('error_log', $this->log);
        foreach ($this->servers as $server) {
            $server->stop();
        }
        foreach ($this->heads as $head) {
            $head->folder->delete();
        }
    }

    /** @return array<string, array{string}> */
    public static function libraries(): array
    {
        return ['phpredis' => ['phpredis'], 'Predis' => ['predis']];
    }

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

    /** @return array{RealRedis, Head, RedisServer} with page `a` stored, which shows 1 */
    private function site(string $library, string ...$settings): array
    {
        if ($library === 'phpredis' && !extension_loaded('redis')) {
            self::markTestSkipped('PHP has no extension phpredis here.');
        }
        $redis = $this->servers[] = new RealRedis(array_values($settings));
        $head = $this->head($library);
        $server = $redis->server('cme');
        self::assertSame('cold, stored', $head->visit($server, 'a', '1'));
        self::assertSame('hit 1', $head->visit($server, 'a', '1'));

        return [$redis, $head, $server];
    }

    private function head(string $library): Head
    {
        return $this->heads[] = new Head($library);
    }
}
