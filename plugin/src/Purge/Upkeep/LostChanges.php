<?php

/**
 * Something changed while the cache folder was out of reach (LostChange). The first request that reaches it again throws
 * everything away. Until then every visit loads WordPress, so that somebody is always under way when the folder comes back.
 */

declare(strict_types=1);

namespace DynamicCache\Purge\Upkeep;

use DynamicCache\Feature;
use DynamicCache\Install\Paths;
use DynamicCache\Purge\Cause;
use DynamicCache\Purge\LostChange;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\SiteStore;

final class LostChanges implements Feature
{
    /**
     * @param \Closure(): SiteStore $store of the current site
     * @param \Closure(): PurgeQueue $queue of the current site
     */
    public function __construct(private readonly \Closure $store, private readonly \Closure $queue) {}

    public static function of_wordpress(): self
    {
        return new self(
            static fn(): SiteStore => SiteStore::of(Paths::of_wordpress(), (string) get_current_blog_id()),
            PurgeQueue::of_site(...),
        );
    }

    public function boot(): void
    {
        // Whoever has to hear of a purge listens by then.
        add_action('init', $this->look(...), 1, 0);
        // The folder may be back since; the last flush of this request may be what was lost.
        add_action('shutdown', $this->look(...), PHP_INT_MAX, 0);
        add_action(Sweep::EVENT, $this->look(...), 5, 0);
    }

    /** Purges everything, if something was lost and the store hears again. */
    public function look(): void
    {
        $note = LostChange::known();
        if ($note === null || !($this->store)()->empty() || !LostChange::is_still($note)) {
            return;
        }
        ($this->queue)()->everything();
        ($this->queue)()->flush(Cause::OUT_OF_REACH);
        LostChange::settle($note);
    }
}
