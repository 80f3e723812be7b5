<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\Body;
use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\Part;
use DynamicCache\Store\PurgeKind;

/** What all stores promise about pages that are past their time, and about soft purges; part of PageStoreTestCase. */
trait StalePromises
{
    public function test_a_page_past_its_time_is_given_until_its_grace_is_over(): void
    {
        $store = $this->store();
        $this->save($store, self::graceful('a', 60, 100));
        self::assert_found($store, 'a', self::NOW + 59);

        foreach ([Part::Whole, Part::Gzip, Part::Identity] as $part) {
            $found = $store->find('a', self::NOW + 60, $part);
            self::assertInstanceOf(Miss::class, $found);
            self::assertSame(Reason::Expired, $found->reason);
            $page = $found->stale(self::NOW + 60);
            self::assertNotNull($page);
            self::assertSame([$part->has_identity(), $part->has_gzip()], [$page->body->identity !== '', $page->body->gzip !== '']);
        }
        self::assertNotNull(self::stale($store, 'a', self::NOW + 159));
        self::assertNull(self::stale($store, 'a', self::NOW + 160));
        self::assert_miss(Reason::Expired, $store, 'a', self::NOW + 160);
    }

    public function test_a_page_without_grace_is_not_given_past_its_time(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a', lifetime: 60));

        self::assertNull(self::stale($store, 'a', self::NOW + 60));
    }

    public function test_r_29_a_page_from_the_future_is_not_given_as_an_old_one(): void
    {
        $store = $this->store();
        $this->save($store, self::graceful('a', 60, 100));

        self::assertNull(self::stale($store, 'a', self::NOW - 1));
    }

    /** `expired` has to mean that nothing else is wrong with it. */
    public function test_an_old_page_that_was_purged_or_is_suspect_is_not_given(): void
    {
        $store = $this->store();
        $this->save($store, self::graceful('a', 60, 100));
        $this->save($store, self::graceful('b', 60, 100, ['post:2', 'site']));
        $store->purge(['post:1'], [], self::NOW + 70);
        $suspicion = $store->suspect(['post:2'], self::NOW + 70);

        self::assert_miss(Reason::Purged, $store, 'a', self::NOW + 70);
        self::assert_miss(Reason::Suspect, $store, 'b', self::NOW + 70);
        $store->purge([], [$suspicion], self::NOW + 71);
        self::assertNotNull(self::stale($store, 'b', self::NOW + 71));
    }

    public function test_a_soft_purge_ends_the_time_of_pages_with_the_tag_and_of_no_others(): void
    {
        $store = $this->store();
        $this->save($store, self::graceful('a', 3600, 100));
        $this->save($store, self::graceful('b', 3600, 100, ['post:2', 'site']));
        $this->save($store, self::page('c', ['post:1', 'site']));
        $before = $store->token(self::NOW);
        $position = $store->purge(['post:1'], [], self::NOW + 10, PurgeKind::Soft);

        self::assertGreaterThan($before->sequence, $position->sequence);
        self::assertNotNull(self::stale($store, 'a', self::NOW + 10));
        self::assert_found($store, 'b', self::NOW + 10);
        self::assert_miss(Reason::Expired, $store, 'c', self::NOW + 10);
        self::assertNull(self::stale($store, 'c', self::NOW + 10), 'A page without grace got one.');
    }

    public function test_a_soft_purge_never_lengthens_how_long_a_page_is_shown(): void
    {
        $store = $this->store();
        $this->save($store, self::graceful('a', 3600, 100));
        foreach ([10, 50, 90] as $later) {
            $store->purge(['site'], [], self::NOW + $later, PurgeKind::Soft);
        }
        self::assertNotNull(self::stale($store, 'a', self::NOW + 109));
        self::assertNull(self::stale($store, 'a', self::NOW + 110));
    }

    public function test_a_page_that_was_rendered_after_a_soft_purge_is_fresh(): void
    {
        $store = $this->store();
        $this->save($store, self::graceful('a', 3600, 100));
        $early = $store->token(self::NOW);
        $store->purge(['post:1'], [], self::NOW, PurgeKind::Soft);
        // It began before: it is stored, and is old at once.
        $store->save(self::graceful('a', 3600, 100), $early, self::NOW);
        self::assertNotNull(self::stale($store, 'a', self::NOW));

        $this->save($store, self::graceful('a', 3600, 100), self::NOW);
        self::assert_found($store, 'a');
    }

    public function test_a_purge_wins_over_a_soft_one_in_either_order(): void
    {
        $store = $this->store();
        $this->save($store, self::graceful('a', 3600, 100));
        $this->save($store, self::graceful('b', 3600, 100, ['post:2', 'site']));
        $store->purge(['post:1', 'post:2'], [], self::NOW, PurgeKind::Soft);
        $store->purge(['post:1'], [], self::NOW);
        self::assert_miss(Reason::Purged, $store, 'a');
        $store->purge(['post:2'], [], self::NOW);
        $store->purge(['post:2'], [], self::NOW, PurgeKind::Soft);
        self::assert_miss(Reason::Purged, $store, 'b');
    }

    public function test_a_soft_purge_can_settle_suspicions_and_purges_nothing_by_that(): void
    {
        $store = $this->store();
        $this->save($store, self::graceful('a', 3600, 100));
        $suspicion = $store->suspect(['post:1'], self::NOW);
        $store->purge(['post:9'], [$suspicion], self::NOW, PurgeKind::Soft);

        self::assert_found($store, 'a');
    }

    public function test_a_sweep_keeps_what_may_still_be_shown_and_remembers_that_it_is_old(): void
    {
        $store = $this->store();
        $this->save($store, self::graceful('soft', 3600, 1000));
        $this->save($store, self::graceful('old', 60, 1000, ['post:2', 'site']));
        $store->purge(['post:1'], [], self::NOW + 10, PurgeKind::Soft);
        foreach ([100, 200] as $later) {
            $store->sweep(self::NOW + $later);
            self::assertNotNull(self::stale($store, 'soft', self::NOW + $later));
            self::assertNotNull(self::stale($store, 'old', self::NOW + $later));
        }
        $this->save($store, self::graceful('soft', 3600, 1000, now: self::NOW + 300), self::NOW + 300);
        $store->sweep(self::NOW + 300);
        self::assert_found($store, 'soft', self::NOW + 300);

        $store->sweep(self::NOW + 1060);
        self::assert_miss(Reason::Cold, $store, 'old', self::NOW + 1060);
    }

    /** @param list<string> $tags */
    protected static function graceful(string $canonical, int $lifetime, int $grace, array $tags = ['post:1', 'site'], int $now = self::NOW): Page
    {
        $until = $now + $lifetime;

        return new Page($canonical, 200, [], Body::of('<p>page</p>'), $tags, $now, $until, '00112233aabbccdd', staleUntil: $until + $grace);
    }

    protected static function stale(PageStore $store, string $canonical, int $now): ?Page
    {
        $found = $store->find($canonical, $now);

        return $found instanceof Miss ? $found->stale($now) : null;
    }
}
