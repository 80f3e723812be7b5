<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\Files;
use DynamicCache\Store\OwedPurge;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\Part;
use DynamicCache\Store\PhpRedisClient;
use DynamicCache\Store\PredisClient;
use DynamicCache\Store\RedisClient;
use DynamicCache\Store\RedisCluster;
use DynamicCache\Store\RedisKeys;
use DynamicCache\Store\RedisPageStore;
use DynamicCache\Store\RedisServer;
use DynamicCache\Tests\Store\Redis\Encrypted;
use DynamicCache\Tests\Store\Redis\RealCluster;
use DynamicCache\Tests\Store\Redis\RealRedis;

/** The promises of all stores, and those of Redis that hold over every client and to every kind of server. */
abstract class RedisStoreTestCase extends PageStoreTestCase
{
    /** The keys of this test. */
    protected string $prefix;

    protected TemporaryFolder $folder;

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
        $this->prefix = 'test' . bin2hex(random_bytes(6));
    }

    protected function tearDown(): void
    {
        $this->folder->delete();
    }

    abstract protected static function redis(): RealRedis|RealCluster|Encrypted;

    abstract protected static function connect(RedisServer $server): RedisClient;

    protected static function phpredis(RedisServer $server): RedisClient
    {
        return new PhpRedisClient($server);
    }

    protected static function predis(RedisServer $server): RedisClient
    {
        return new PredisClient($server);
    }

    protected function client(): RedisClient
    {
        $server = static::redis()->server();

        return $server->isCluster
            ? new RedisCluster($server, "{$this->folder->path}/node.php", static::connect(...))
            : static::connect($server);
    }

    protected function store(string $site = '1', ?string $prefix = null): PageStore
    {
        $owed = new OwedPurge("{$this->folder->path}/owed", Files::of_system());

        return new RedisPageStore($this->client(), new RedisKeys($prefix ?? $this->prefix, $site), $owed, random_bytes(...));
    }

    public function test_another_process_sees_what_this_one_did(): void
    {
        $this->save($this->store(), self::page('a', ['post:1', 'site']));
        self::assert_found($this->store(), 'a');
        $suspicion = $this->store()->suspect(['post:1'], self::NOW);
        self::assert_miss(Reason::Suspect, $this->store(), 'a');
        $this->store()->purge(['post:1'], [$suspicion], self::NOW);
        self::assert_miss(Reason::Purged, $this->store(), 'a');
    }

    public function test_r_47_sites_and_prefixes_are_kept_apart(): void
    {
        $this->save($this->store(), self::page('a'));
        foreach ([$this->store('2'), $this->store('11'), $this->store('1', "{$this->prefix}x")] as $other) {
            self::assert_miss(Reason::Cold, $other, 'a');
            $this->save($other, self::page('a', body: 'other'));
            $other->purge(['site'], [], self::NOW);
            $other->sweep(self::NOW);
        }

        self::assertSame('<p>page</p>', self::assert_found($this->store(), 'a')->body->identity);
    }

    public function test_r_46_a_site_takes_only_its_own_keys_with_it(): void
    {
        $prefixes = [$this->prefix, "{$this->prefix}1", substr($this->prefix, 0, -1)];
        foreach ($prefixes as $prefix) {
            foreach (['1', '11'] as $site) {
                $this->save($this->store($site, $prefix), self::page('a'));
            }
        }
        (new RedisKeys($this->prefix, '1'))->delete_all($this->client());

        self::assert_miss(Reason::Cold, $this->store(), 'a');
        self::assert_found($this->store('11'), 'a');
        foreach (array_slice($prefixes, 1) as $prefix) {
            self::assert_found($this->store('1', $prefix), 'a');
        }
    }

    public function test_a_body_of_any_bytes_and_any_size_comes_back(): void
    {
        $body = random_bytes(300_000) . "\r\n\$-1\r\n";
        $this->save($this->store(), self::page('a', body: $body));

        self::assertTrue(self::assert_found($this->store(), 'a')->body->identity === $body);
        $head = $this->store()->find('a', self::NOW, Part::Head);
        self::assertInstanceOf(Page::class, $head);
    }

    public function test_a_page_that_was_purged_long_ago_is_purged_however_much_was_said_since(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a', ['post:1', 'site']));
        $this->save($store, self::page('b', ['post:2', 'site']));
        $store->purge(['post:1'], [], self::NOW);
        foreach (range(1, 30) as $number) {
            $store->purge(["post:x{$number}"], [], self::NOW);
        }

        foreach (range(1, 3) as $_) {
            self::assert_miss(Reason::Purged, $store, 'a');
            self::assert_found($store, 'b');
            $store->purge(['post:y'], [], self::NOW);
        }
        $store->purge(['post:2'], [], self::NOW);
        self::assert_miss(Reason::Purged, $store, 'b');
    }
}
