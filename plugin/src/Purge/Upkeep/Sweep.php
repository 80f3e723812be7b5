<?php

/**
 * Once an hour, and sooner when much is stored: frees what can never be served again, trims the purge log, and keeps the
 * pages within their size. Nothing is deleted when it is purged.
 */

declare(strict_types=1);

namespace DynamicCache\Purge\Upkeep;

use DynamicCache\AfterAnswer;
use DynamicCache\Engine\Fill;
use DynamicCache\Feature;
use DynamicCache\Install\Paths;
use DynamicCache\Purge\SiteStore;

final class Sweep implements Feature
{
    public const EVENT = 'dynamic_cache_sweep';

    /**
     * @param \Closure(): SiteStore $store of the current site
     * @param \Closure(): DiskUpkeep $disk of the current site
     */
    public function __construct(private readonly \Closure $store, private readonly \Closure $disk) {}

    public static function of_wordpress(): self
    {
        return new self(
            static fn(): SiteStore => SiteStore::of(Paths::of_wordpress(), (string) get_current_blog_id()),
            DiskUpkeep::of_site(...),
        );
    }

    public function boot(): void
    {
        add_action(self::EVENT, $this->run(...), 10, 0);
        $fill = Fill::current();
        if ($fill !== null) {
            // By then the page is stored, or not.
            AfterAnswer::run(fn() => $this->look_at_growth($fill));
        }
        // After the files of a new setting are in place, and for sites whose schedule somebody emptied.
        add_action('dynamic_cache_settings_changed', $this->keep_scheduled(...), 40, 0);
        add_action('dynamic_cache_updated', $this->keep_scheduled(...), 40, 0);
        add_action('admin_init', $this->keep_scheduled(...), 10, 0);
    }

    /** Sweeps the store of the current site, and keeps the disk within its limit. */
    public function run(): void
    {
        ($this->store)()->sweep();
        ($this->disk)()->run(time());
    }

    /** On schedule while the cache is on, and no longer. */
    public function keep_scheduled(): void
    {
        $isInUse = ($this->store)()->is_in_use();
        if ($isInUse && wp_next_scheduled(self::EVENT) === false) {
            wp_schedule_event(time() + 3600, 'hourly', self::EVENT);
        } elseif (!$isInUse) {
            wp_clear_scheduled_hook(self::EVENT);
        }
    }

    private function look_at_growth(Fill $fill): void
    {
        $page = $fill->outcome()?->page;
        if ($page !== null && ($this->disk)()->grew($page->body->identityLength + $page->body->gzipLength)) {
            // Core takes it once, however many ask.
            wp_schedule_single_event(time(), self::EVENT);
        }
    }
}
