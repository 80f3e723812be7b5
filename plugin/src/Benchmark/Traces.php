<?php

/** What a run has on the site while it goes on: canary users, probe posts, its space of the cache. Finds and removes all of it. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Install\Paths;
use DynamicCache\Purge\PurgeQueue;

final class Traces
{
    public function __construct(private readonly Paths $paths) {}

    /** Safe at any time that no step is being taken. */
    public function remove(): void
    {
        Canary::delete_all();
        ProbePost::delete_all();
        PurgeQueue::of_site()->flush('');
        foreach (ProbeSpace::left($this->paths, time()) as $space) {
            $space->close();
        }
    }
}
