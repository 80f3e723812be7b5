<?php

/**
 * Sees options of a network change, right after they did: core has no hook in front of the write that fires for all of
 * them. A WordPress that is no network keeps them among its own (OptionListener).
 */

declare(strict_types=1);

namespace DynamicCache\Purge\Listeners;

use DynamicCache\Feature;
use DynamicCache\Purge\Change;
use DynamicCache\Purge\Changes\FixedChange;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\NetworkOption;

final class NetworkOptionListener implements Feature
{
    public function boot(): void
    {
        if (is_multisite()) {
            add_action('update_site_option', fn(string $name, mixed $new, mixed $old, int $network) => $this->changed($name, $network), 0, 4);
            add_action('add_site_option', fn(string $name, mixed $value, int $network) => $this->changed($name, $network), 0, 3);
            add_action('delete_site_option', fn(string $name, int $network) => $this->changed($name, $network), 0, 2);
        }
    }

    private function changed(string $name, int $network): void
    {
        $tags = NetworkOption::purged($name, $network);
        if ($tags === []) {
            return;
        }
        PurgeQueue::of_all_sites(static fn(PurgeQueue $queue) => $queue->expect(
            "network option:{$network}:{$name}",
            static fn(): Change => new FixedChange($tags, "network option {$name}"),
            $tags,
        ));
    }
}
