<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\Body;
use DynamicCache\Store\DiskPageStore;
use DynamicCache\Store\Files;
use DynamicCache\Store\MemoryPageStore;
use DynamicCache\Store\NetworkPageStore;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\PurgeKind;
use DynamicCache\Store\PurgeWitness;
use DynamicCache\Store\RedisStores;
use DynamicCache\Store\Token;
use DynamicCache\Tests\Store\Redis\RealRedis;
use PHPUnit\Framework\Attributes\DataProvider;

/** Site 1 of a network, some of whose pages show site 2: the promises of all stores, and those about two logs. */
final class NetworkPageStoreTest extends PageStoreTestCase
{
    private TemporaryFolder $folder;

    private static ?RealRedis $redis = null;

    public static function tearDownAfterClass(): void
    {
        self::$redis?->stop();
        self::$redis = null;
    }

    /** @return array<string, array{string}> what keeps the log of the second site */
    public static function kinds(): array
    {
        return ['memory' => ['memory'], 'disk' => ['disk'], 'Redis' => ['redis']];
    }

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
    }

    protected function tearDown(): void
    {
        $this->folder->delete();
    }

    protected function store(): PageStore
    {
        return self::first(null);
    }

    #[DataProvider('kinds')]
    public function test_a_purge_on_the_other_site_hits_the_pages_that_show_it_and_no_others(string $kind): void
    {
        $second = $this->second($kind);
        $store = self::first($second);
        $this->save($store, self::showing('both', ['post:1', '2:post:7', '2:site', 'site'], $second->token(self::NOW)));
        $this->save($store, self::showing('other', ['post:1', '2:post:8', '2:site', 'site'], $second->token(self::NOW)));
        $this->save($store, self::page('own', ['post:7', 'site']));
        $second->purge(['post:7'], [], self::NOW);

        self::assert_miss(Reason::Purged, $store, 'both');
        self::assert_found($store, 'other');
        self::assert_found($store, 'own');
        $second->purge(['site'], [], self::NOW);
        self::assert_miss(Reason::Purged, $store, 'other');
        self::assert_found($store, 'own');
    }

    #[DataProvider('kinds')]
    public function test_the_same_tag_of_its_own_site_is_another_tag(string $kind): void
    {
        $second = $this->second($kind);
        $store = self::first($second);
        $this->save($store, self::showing('both', ['post:1', '2:post:7', '2:site', 'site'], $second->token(self::NOW)));
        $store->purge(['post:7'], [], self::NOW);
        $second->purge(['post:1'], [], self::NOW);

        self::assert_found($store, 'both');
        $store->purge(['post:1'], [], self::NOW);
        self::assert_miss(Reason::Purged, $store, 'both');
    }

    #[DataProvider('kinds')]
    public function test_r_22_a_purge_there_between_token_and_end_of_the_render_keeps_the_page_out(string $kind): void
    {
        $second = $this->second($kind);
        $store = self::first($second);
        $page = self::showing('both', ['2:post:7', '2:site', 'site'], $second->token(self::NOW));
        $token = $store->token(self::NOW);
        $second->purge(['post:7'], [], self::NOW);

        self::assert_refused(Reason::PurgedDuringFill, $store, $page, $token);
        self::assert_miss(Reason::Cold, $store, 'both');
    }

    #[DataProvider('kinds')]
    public function test_while_something_there_is_under_suspicion_the_page_is_neither_shown_nor_stored(string $kind): void
    {
        $second = $this->second($kind);
        $store = self::first($second);
        $this->save($store, self::showing('both', ['2:post:7', '2:site', 'site'], $second->token(self::NOW)));
        $suspicion = $second->suspect(['post:7'], self::NOW);

        self::assert_miss(Reason::Suspect, $store, 'both');
        self::assert_refused(Reason::Suspect, $store, self::showing('new', ['2:post:7', 'site'], $second->token(self::NOW)), $store->token(self::NOW));
        self::assert_miss(Reason::Purged, $store, 'both', self::NOW + 31);
        $second->purge([], [$suspicion], self::NOW);
        self::assert_found($store, 'both');
    }

    #[DataProvider('kinds')]
    public function test_a_soft_purge_there_ends_the_time_of_the_page(string $kind): void
    {
        $second = $this->second($kind);
        $store = self::first($second);
        $this->save($store, self::showing('both', ['2:post:7', '2:site', 'site'], $second->token(self::NOW)));
        $second->purge(['post:7'], [], self::NOW, PurgeKind::Soft);

        self::assert_miss(Reason::Expired, $store, 'both', self::NOW + 1);
    }

    #[DataProvider('kinds')]
    public function test_what_the_other_log_has_forgotten_counts_against_the_page(string $kind): void
    {
        $second = $this->second($kind);
        $store = self::first($second);
        $this->save($store, self::showing('both', ['2:post:7', '2:site', 'site'], $second->token(self::NOW)));
        $second->purge(['post:7'], [], self::NOW);
        $second->sweep(self::NOW);

        self::assert_miss(Reason::Purged, $store, 'both');
    }

    public function test_a_site_that_writes_nothing_down_and_one_that_began_anew_show_nothing_old(): void
    {
        $second = $this->second('memory');
        $page = self::showing('both', ['2:site', 'site'], $second->token(self::NOW));
        $store = new MemoryPageStore(str_repeat('1', 32));
        $this->save(new NetworkPageStore($store, static fn(string $site): PurgeWitness => $second), $page);

        self::assert_miss(Reason::Purged, new NetworkPageStore($store, static fn(string $site): null => null), 'both');
        self::assert_miss(Reason::Purged, new NetworkPageStore($store, static fn(string $site): PurgeWitness => new MemoryPageStore(str_repeat('3', 32))), 'both');
    }

    public function test_a_file_keeps_the_positions_of_other_sites(): void
    {
        $second = $this->second('disk');
        $store = new NetworkPageStore(new DiskPageStore($this->folder->path, '1', Files::of_system()), static fn(string $site): ?PurgeWitness => $site === '2' ? $second : null);
        $token = $second->token(self::NOW);
        $this->save($store, self::showing('both', ['2:post:7', '2:site', 'site'], $token));

        self::assertEquals(['2' => $token], self::assert_found($store, 'both')->others);
        $second->purge(['post:7'], [], self::NOW);
        self::assert_miss(Reason::Purged, $store, 'both');
    }

    private static function first(?PurgeWitness $second): NetworkPageStore
    {
        return new NetworkPageStore(new MemoryPageStore(str_repeat('1', 32)), static fn(string $site): ?PurgeWitness => $site === '2' ? $second : null);
    }

    private function second(string $kind): PageStore&PurgeWitness
    {
        if ($kind === 'redis') {
            self::$redis ??= new RealRedis();
            self::$redis->say('FLUSHALL');

            return (new RedisStores($this->folder->path, self::$redis->server()))->pages('2');
        }

        return $kind === 'disk' ? new DiskPageStore($this->folder->path, '2', Files::of_system()) : new MemoryPageStore(str_repeat('2', 32));
    }

    /** @param list<string> $tags */
    private static function showing(string $canonical, array $tags, Token $position): Page
    {
        return new Page($canonical, 200, [], Body::of('<p>Both</p>'), $tags, self::NOW, self::NOW + 600, '00112233aabbccdd', staleUntil: self::NOW + 1200, others: ['2' => $position]);
    }
}
