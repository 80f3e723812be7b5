<?php

/**
 * WordPress ran without the plugin and changed something (Engine\Unattended): the store of this host was purged then, and the
 * edge heard nothing, nor did the journal. The first request in which the plugin runs again tells everybody. What was left
 * as a mark is set aside first and deleted last, so that a process that dies in between repeats a purge and loses none.
 */

declare(strict_types=1);

namespace DynamicCache\Purge\Upkeep;

use DynamicCache\Engine\Unattended;
use DynamicCache\Feature;
use DynamicCache\Install\Paths;
use DynamicCache\Purge\Cause;
use DynamicCache\Purge\PurgeQueue;

final class TimeAway implements Feature
{
    /** @param \Closure(): PurgeQueue $queue of the current site */
    public function __construct(
        private readonly Paths $paths,
        private readonly \Closure $queue,
    ) {}

    public function boot(): void
    {
        // Whoever has to hear of a purge listens by then, and the tables of an activation are there.
        add_action('init', $this->look(...), 1, 0);
    }

    /** Purges everything, once, if the site was changed while the plugin was not there. */
    public function look(): void
    {
        $mark = Unattended::mark($this->paths->cache_dir(), (string) get_current_blog_id());
        $taken = "{$mark}.taken";
        // One that comes while this purge runs is another change, and for the next request.
        if ((is_file($mark) && @rename($mark, $taken)) || is_file($taken)) {
            ($this->queue)()->everything();
            ($this->queue)()->flush(Cause::TIME_AWAY);
            @unlink($taken);
        }
    }
}
