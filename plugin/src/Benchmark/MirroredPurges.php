<?php

/**
 * While a store is measured that visitors do not use, it gets the purges and suspicions that theirs gets: by the same
 * calls, at the same moments.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Purge\Purged;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\Suspicion;

final class MirroredPurges
{
    /** @var list<Suspicion> */
    private array $suspicions = [];

    private function __construct(private readonly PageStore $store) {}

    /**
     * @template T
     *
     * @param \Closure(): T $work
     *
     * @return T
     */
    public static function during(PageStore $store, \Closure $work): mixed
    {
        $mirror = new self($store);
        [$suspect, $purge, $withdraw] = [$mirror->suspect(...), $mirror->purge(...), $mirror->withdraw(...)];
        add_action('dynamic_cache_suspected', $suspect, 0);
        add_action('dynamic_cache_purged', $purge, 0);
        add_action('dynamic_cache_withdrawn', $withdraw, 0, 0);
        try {
            return $work();
        } finally {
            remove_action('dynamic_cache_suspected', $suspect, 0);
            remove_action('dynamic_cache_purged', $purge, 0);
            remove_action('dynamic_cache_withdrawn', $withdraw, 0);
        }
    }

    /** @param list<string> $tags */
    private function suspect(array $tags): void
    {
        $this->suspicions[] = $this->store->suspect($tags, time());
    }

    private function purge(Purged $purged): void
    {
        $this->store->purge($purged->tags, $this->suspicions, time());
        $this->suspicions = [];
    }

    private function withdraw(): void
    {
        if ($this->suspicions !== []) {
            $this->store->purge([], $this->suspicions, time());
            $this->suspicions = [];
        }
    }
}
