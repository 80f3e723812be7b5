<?php

/** Once an hour: frees what can never be served again and trims the purge log. Nothing is deleted when it is purged. */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Feature;
use DynamicCache\Install\Paths;

final class Sweep implements Feature
{
    public const EVENT = 'dynamic_cache_sweep';

    /** @param \Closure(): SiteStore $store of the current site */
    public function __construct(private readonly \Closure $store) {}

    public static function of_wordpress(): self
    {
        return new self(static fn(): SiteStore => SiteStore::of(Paths::of_wordpress(), (string) get_current_blog_id()));
    }

    public function boot(): void
    {
        add_action(self::EVENT, fn() => ($this->store)()->sweep(), 10, 0);
        // After the files of a new setting are in place, and for sites whose schedule somebody emptied.
        add_action('dynamic_cache_settings_changed', $this->keep_scheduled(...), 40, 0);
        add_action('admin_init', $this->keep_scheduled(...), 10, 0);
    }

    public function keep_scheduled(): void
    {
        $isInUse = ($this->store)()->is_in_use();
        if ($isInUse && wp_next_scheduled(self::EVENT) === false) {
            wp_schedule_event(time() + 3600, 'hourly', self::EVENT);
        } elseif (!$isInUse) {
            wp_clear_scheduled_hook(self::EVENT);
        }
    }
}
