<?php

/**
 * Everything that notices changes, in every request of WordPress; and the flush at its end, before any output leaves
 * (core flushes its buffers at `shutdown` 1), and once more for what other plugins do at shutdown.
 */

declare(strict_types=1);

namespace DynamicCache\Purge\Listeners;

use DynamicCache\Feature;
use DynamicCache\Purge\PurgeQueue;

final class ChangeListeners implements Feature
{
    public function boot(): void
    {
        $core = [
            'posts' => new PostListener(),
            'terms' => new TermListener(),
            'comments' => new CommentListener(),
            'users' => new UserListener(),
            'options' => new OptionListener(),
            'transients' => new TransientListener(),
        ];
        $listeners = [
            ...array_values($core),
            new AssignmentListener(),
            new MetaListener(),
            new NetworkOptionListener(),
            new SiteListener(),
            new LinkListener(),
            new TableListener(new CoreTables(...$core)),
            KeptListener::of_wordpress(),
        ];
        foreach ($listeners as $listener) {
            $listener->boot();
        }
        add_action('shutdown', PurgeQueue::flush_all(...), 0, 0);
        add_action('shutdown', PurgeQueue::flush_all(...), PHP_INT_MAX, 0);
    }
}
