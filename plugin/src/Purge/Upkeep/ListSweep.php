<?php

/** Once an hour, with the sweep of the pages: forgets queries for posts that no page shows any more, and keeps them few. */

declare(strict_types=1);

namespace DynamicCache\Purge\Upkeep;

use DynamicCache\Feature;
use DynamicCache\Lists\ListTable;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\Tag;

final class ListSweep implements Feature
{
    /** The longest that `ttl.page` and `ttl.grace` let a page live, and the day for which its queries are not written again, in seconds. */
    private const LONGEST = 2_592_000 + 604_800 + 86_400;

    private const MOST_ROWS = 100_000;

    /** @param \Closure(): PurgeQueue $queue of the current site */
    public function __construct(
        private readonly ListTable $table,
        private readonly \Closure $queue,
    ) {}

    public function boot(): void
    {
        // Before the log is trimmed.
        add_action(Sweep::EVENT, fn() => $this->run(time(), self::MOST_ROWS), 5, 0);
    }

    /** @param int $now Unix seconds */
    public function run(int $now, int $most): void
    {
        $this->table->prune($now - self::LONGEST);
        $overdue = $this->table->overdue($most);
        if ($overdue !== []) {
            $tags = array_map(Tag::query(...), $overdue);
            // Whoever dies in between leaves no page whose queries nobody knows.
            ($this->queue)()->suspect($tags);
            $this->table->forget(array_fill_keys($overdue, ''));
            ($this->queue)()->add(...$tags);
            ($this->queue)()->flush('too many lists');
        }
    }
}
