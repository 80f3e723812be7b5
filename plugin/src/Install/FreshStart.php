<?php

/**
 * Tells everybody, edge included, that nothing stored so far counts: when the cache is switched on (while it was off
 * nobody purged) and after an update that has thrown the pages away.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Feature;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Settings\Settings;

final class FreshStart implements Feature
{
    public function __construct(private readonly PurgeQueue $queue) {}

    public function boot(): void
    {
        add_action('dynamic_cache_settings_changed', $this->after_change(...), 20, 2);
        add_action('dynamic_cache_updated', $this->after_update(...), 10, 0);
    }

    public function after_change(Settings $new, Settings $old): void
    {
        if ($new->enabled && !$old->enabled) {
            $this->queue->everything();
            $this->queue->flush('enabled');
        }
    }

    public function after_update(): void
    {
        $this->queue->everything();
        $this->queue->flush('update');
    }
}
