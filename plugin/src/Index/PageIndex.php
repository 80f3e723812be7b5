<?php

/**
 * Keeps the list of pages: a line after each render for the cache, hits when they are counted, a mark on what a purge put
 * out of use, and once an hour a look whether the store still has what the list says.
 */

declare(strict_types=1);

namespace DynamicCache\Index;

use DynamicCache\AfterAnswer;
use DynamicCache\Engine\Fill;
use DynamicCache\Feature;
use DynamicCache\Purge\Purged;
use DynamicCache\Purge\Upkeep\Sweep;
use DynamicCache\QuietDatabase;

final class PageIndex implements Feature
{
    /** Rows that are kept; the ones that were rendered longest ago go first. */
    private const MAX_ROWS = 100_000;
    private const KEPT_SECONDS = 30 * 86_400;

    /** @param \Closure(): int $clock Unix seconds */
    public function __construct(private readonly \Closure $clock) {}

    public static function of_wordpress(): self
    {
        return new self(time(...));
    }

    public function boot(): void
    {
        $fill = Fill::current();
        if ($fill !== null) {
            AfterAnswer::run(fn() => $this->note($fill));
        }
        // Before the edge is told, which takes its time.
        add_action('dynamic_cache_purged', $this->mark(...), 1);
        add_action('dynamic_cache_counted', $this->count(...));
        add_action(Sweep::EVENT, $this->sweep(...), 20, 0);
        // Every five minutes, also where nobody looks; before Stats\Counting tells of visits to pages that are new in the list.
        add_action('dynamic_cache_count', $this->settle(...), 5, 0);
    }

    public function note(Fill $fill): void
    {
        global $wp_query;
        $rendered = RenderedPage::of($fill, $wp_query instanceof \WP_Query ? $wp_query : null, ($this->clock)());
        // With plain addresses WordPress answers any path with the front page, ours as well.
        if ($rendered !== null && !$rendered->address->is_own()) {
            PageJournal::of_site()->add($rendered);
        }
    }

    public function settle(): void
    {
        PageJournal::of_site()->settle();
    }

    public function mark(Purged $purged): void
    {
        (new PurgeMarks(($this->clock)()))->mark($purged);
    }

    /** @param array<array-key, int> $hits first 16 hex digits of the key → visits that were answered from the store */
    public function count(array $hits): void
    {
        $this->settle();
        PageTable::add_hits($hits, ($this->clock)());
    }

    public function sweep(): void
    {
        $now = ($this->clock)();
        $this->settle();
        // A site whose tables were lost has nothing to sweep, and nobody to tell.
        QuietDatabase::ask(static function () use ($now): void {
            PageTable::trim($now - self::KEPT_SECONDS, self::MAX_ROWS);
            (new LostPages($now))->find();
        });
    }
}
