<?php

/**
 * A site of a network is archived, marked as spam or deleted without being erased, or comes back: the drop-in hears of
 * it at once. While a site is closed nobody purges, so that nothing of before counts when it opens again.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Feature;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Settings\DropinConfig;

final class ClosedSites implements Feature
{
    public function __construct(private readonly DropinConfig $dropinConfig) {}

    public function boot(): void
    {
        // Behind whoever keeps the map of the sites.
        add_action('wp_update_site', $this->follow(...), 110, 2);
    }

    public function follow(\WP_Site $new, \WP_Site $old): void
    {
        if (self::state($new) === self::state($old)) {
            return;
        }
        switch_to_blog($new->id);
        try {
            $this->dropinConfig->refresh();
            PurgeQueue::of_site()->everything();
            PurgeQueue::of_site()->flush('site opened or closed');
        } finally {
            restore_current_blog();
        }
    }

    /** @return list<string> */
    private static function state(\WP_Site $site): array
    {
        return [$site->archived, $site->spam, $site->deleted];
    }
}
