<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\Part;
use DynamicCache\Store\Suspicion;

/** What all stores promise about pages under suspicion; part of PageStoreTestCase. */
trait SuspicionPromises
{
    public function test_a_suspicion_hides_pages_and_refuses_fills_until_it_is_settled(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a', ['post:1', 'site']));
        $this->save($store, self::page('b', ['post:2', 'site']));
        $before = $store->token(self::NOW);
        $suspicion = $store->suspect(['post:1'], self::NOW);
        $during = $store->token(self::NOW);

        self::assert_miss(Reason::Suspect, $store, 'a');
        self::assert_found($store, 'b');
        self::assert_refused(Reason::Suspect, $store, self::page('c', ['post:1', 'site']), $before);
        self::assert_refused(Reason::Suspect, $store, self::page('c', ['post:1', 'site']), $during);

        $store->purge([], [$suspicion], self::NOW);
        self::assert_found($store, 'a');
        $store->save(self::page('c', ['post:1', 'site']), $during, self::NOW);
        self::assert_found($store, 'c');
    }

    public function test_the_flush_narrows_a_suspicion_to_what_really_changed(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a', ['post:1', 'list:post', 'site']));
        $this->save($store, self::page('b', ['list:post', 'site']));
        $suspicion = $store->suspect(['post:1', 'list:post'], self::NOW);
        $store->purge(['post:1'], [$suspicion], self::NOW);

        self::assert_miss(Reason::Purged, $store, 'a');
        self::assert_found($store, 'b');
    }

    /** Lists\ChangedLists chooses tags of pages that it knows; a fill that was under way is none of them. */
    public function test_a_fill_that_overlaps_a_suspicion_is_refused_when_other_tags_are_purged(): void
    {
        $store = $this->store();
        $before = $store->token(self::NOW);
        $suspicion = $store->suspect(['list:post~all'], self::NOW);
        $during = $store->token(self::NOW);
        $store->purge(['query:1'], [$suspicion], self::NOW);
        $after = $store->token(self::NOW);

        self::assert_refused(Reason::Suspect, $store, self::page('a', ['list:post~all', 'site']), $before);
        self::assert_refused(Reason::Suspect, $store, self::page('a', ['list:post~all', 'site']), $during);
        $store->save(self::page('b', ['list:page~all', 'site']), $before, self::NOW);
        self::assert_found($store, 'b');
        $store->save(self::page('a', ['list:post~all', 'site']), $after, self::NOW);
        self::assert_found($store, 'a');
    }

    public function test_settling_one_suspicion_leaves_another_open(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a', ['post:1', 'site']));
        $first = $store->suspect(['post:1'], self::NOW);
        $second = $store->suspect(['post:1'], self::NOW);

        $store->purge([], [$first], self::NOW);
        self::assert_miss(Reason::Suspect, $store, 'a');
        $store->purge([], [$first, $second], self::NOW);
        self::assert_found($store, 'a');
    }

    public function test_a_suspicion_that_nobody_settles_becomes_a_purge(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a', ['post:1', 'site']));
        $suspicion = $store->suspect(['post:1'], self::NOW);
        $late = self::NOW + Suspicion::EXPIRES_AFTER + 1;

        self::assert_miss(Reason::Suspect, $store, 'a', $late - 1);
        self::assert_miss(Reason::Purged, $store, 'a', $late);
        $store->token($late);
        $store->purge([], [$suspicion], $late);
        self::assert_miss(Reason::Purged, $store, 'a', $late);
        $this->save($store, self::page('a', ['post:1', 'site']), $late);
        self::assert_found($store, 'a', $late);
    }

    public function test_a_suspicion_whose_clock_was_set_back_does_not_hide_pages_for_ever(): void
    {
        $store = $this->store();
        $store->suspect(['post:1'], self::NOW + 86400);
        $this->save($store, self::page('a', ['post:1', 'site']));

        self::assert_found($store, 'a');
    }
}
