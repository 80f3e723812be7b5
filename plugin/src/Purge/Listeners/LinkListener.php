<?php

/** Sees the links of core's old blogroll change, which have hooks behind the write alone. */

declare(strict_types=1);

namespace DynamicCache\Purge\Listeners;

use DynamicCache\Feature;
use DynamicCache\Purge\Change;
use DynamicCache\Purge\Changes\FixedChange;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\Tag;

final class LinkListener implements Feature
{
    public function boot(): void
    {
        foreach (['add_link', 'edit_link', 'delete_link', 'deleted_link'] as $hook) {
            add_action($hook, self::expect(...), 0, 0);
        }
    }

    /** Some link of the blogroll is about to change, or just did. */
    public static function expect(): void
    {
        $tags = [Tag::table('links')];
        PurgeQueue::of_site()->expect('links', static fn(): Change => new FixedChange($tags, 'links'), $tags);
    }
}
