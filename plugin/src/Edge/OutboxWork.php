<?php

/** What a person may do with messages that wait, from wp-admin and from the command line: try them now, or drop them. */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Edge\Zone\ZonePurges;
use DynamicCache\Purge\PurgeRecords;

final class OutboxWork
{
    /** @param \Closure(): int $now Unix seconds */
    public function __construct(
        private readonly Connection $worker,
        private readonly ZonePurges $zone,
        private readonly \Closure $now,
    ) {}

    /**
     * Tries now. The order of messages is kept, so that those before one are tried first.
     *
     * @param list<int>|null $ids null: all
     *
     * @return array{done: int, waiting: int}
     */
    public function retry(?array $ids): array
    {
        $list = $this->list();
        $before = $ids === null ? $list->count() : $list->still_waiting($ids);
        $this->worker->retry();
        $this->zone->retry();
        $after = $ids === null ? $list->count() : $list->still_waiting($ids);

        return ['done' => max(0, $before - $after), 'waiting' => $list->count()];
    }

    /**
     * Drops messages: who should have heard of them keeps old pages until their time is over.
     *
     * @param list<int>|null $ids null: all
     *
     * @return array{done: int, waiting: int}
     */
    public function drop(?array $ids): array
    {
        $done = $this->list()->drop($ids);
        $waiting = $this->list()->count();
        if ($waiting === 0) {
            PurgeRecords::edge_forgets();
        }

        return ['done' => $done, 'waiting' => $waiting];
    }

    public function list(): OutboxList
    {
        return new OutboxList(($this->now)());
    }
}
