<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\Part;

/** What all stores promise about sweeping; part of PageStoreTestCase. */
trait SweepPromises
{
    public function test_a_sweep_frees_the_dead_and_keeps_the_living(): void
    {
        $store = $this->store();
        $this->save($store, self::page('purged', ['post:1', 'site']));
        $this->save($store, self::page('expired', lifetime: 60));
        $this->save($store, self::page('alive', ['post:2', 'site']));
        $store->purge(['post:1'], [], self::NOW);
        $later = self::NOW + 100;
        $store->sweep($later);

        self::assert_miss(Reason::Cold, $store, 'purged', $later);
        self::assert_miss(Reason::Cold, $store, 'expired', $later);
        self::assert_found($store, 'alive', $later);
        $store->purge(['post:2'], [], $later);
        self::assert_miss(Reason::Purged, $store, 'alive', $later);
    }

    public function test_a_sweep_refuses_fills_that_began_before_it(): void
    {
        $store = $this->store();
        $store->token(self::NOW);
        $token = $store->token(self::NOW);
        $store->purge(['post:1'], [], self::NOW);
        $store->sweep(self::NOW);

        self::assert_refused(Reason::PurgedDuringFill, $store, self::page('a', ['post:1', 'site']), $token);
        self::assert_refused(Reason::PurgedDuringFill, $store, self::page('b', ['post:2', 'site']), $token);
    }

    public function test_a_sweep_keeps_open_suspicions_open(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a', ['post:1', 'site']));
        $suspicion = $store->suspect(['post:1'], self::NOW);
        $store->sweep(self::NOW);
        $store->sweep(self::NOW);

        self::assert_miss(Reason::Suspect, $store, 'a');
        self::assert_refused(Reason::Suspect, $store, self::page('b', ['post:1', 'site']), $store->token(self::NOW));
        $store->purge([], [$suspicion], self::NOW);
        self::assert_found($store, 'a');
    }

    public function test_a_purge_between_two_sweeps_is_not_forgotten(): void
    {
        $store = $this->store();
        $this->save($store, self::page('a', ['post:1', 'site']));
        $store->sweep(self::NOW);
        $store->purge(['post:1'], [], self::NOW);
        self::assert_miss(Reason::Purged, $store, 'a');
        $store->sweep(self::NOW);
        self::assert_miss(Reason::Cold, $store, 'a');
    }
}
