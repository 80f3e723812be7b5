<?php

/**
 * What plugins keep in the object cache of another plugin: a request that may change something hears which entries it
 * writes, and purges the pages that were handed another value. Visits change nothing but what has run out; that, and what
 * another program writes, comes to light once an hour.
 */

declare(strict_types=1);

namespace DynamicCache\Purge\Listeners;

use DynamicCache\Engine\Fill;
use DynamicCache\Feature;
use DynamicCache\Lists\ChangedEntries;
use DynamicCache\Purge\Cause;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\Upkeep\Sweep;
use DynamicCache\Tags\ObjectCache\ForeignWrites;
use DynamicCache\Tags\ObjectCache\KeptWrites;
use DynamicCache\Tags\Tag;

final class KeptListener implements Feature
{
    /**
     * @param \Closure(): PurgeQueue $queue of the current site
     * @param \Closure(): ChangedEntries $entries
     */
    public function __construct(
        private readonly \Closure $queue,
        private readonly \Closure $entries,
    ) {}

    public static function of_wordpress(): self
    {
        return new self(PurgeQueue::of_site(...), static fn(): ChangedEntries => ChangedEntries::of_site());
    }

    public function boot(): void
    {
        if (!wp_using_ext_object_cache()) {
            return;
        }
        // Before the log is trimmed.
        add_action(Sweep::EVENT, fn() => $this->purge(($this->entries)()->all() ?? []), 5, 0);
        if (Fill::current() === null && self::may_change()) {
            ForeignWrites::begin();
            // Before the queue is flushed, both times.
            add_action('shutdown', $this->look(...), -1, 0);
            add_action('shutdown', $this->look(...), PHP_INT_MAX - 1, 0);
        }
    }

    /** Compares what this request has written since the last look. */
    public function look(): void
    {
        $written = KeptWrites::of_request()->take();
        $changed = $written === null ? ($this->entries)()->all() : ($this->entries)()->among(...$written);
        if ($changed === null) {
            ($this->queue)()->everything();
        } else {
            $this->purge($changed);
        }
    }

    /** @param array<string, string> $changed */
    private function purge(array $changed): void
    {
        if ($changed === []) {
            return;
        }
        $tags = array_map(Tag::query(...), array_keys($changed));
        // Whoever dies in between leaves no page whose entries nobody knows.
        ($this->queue)()->suspect($tags);
        ($this->entries)()->forget($changed);
        ($this->queue)()->add(...$tags);
        ($this->queue)()->flush(Cause::KEPT);
    }

    /** Screens of wp-admin are left alone: some show what the class of the object cache itself can do. */
    private static function may_change(): bool
    {
        $method = $_SERVER['REQUEST_METHOD'] ?? '';

        // phpcs:ignore WordPress.Security.NonceVerification -- nothing is done that was asked for: what others do is heard.
        return !in_array($method, ['GET', 'HEAD'], true) || wp_doing_cron() || (defined('WP_CLI') && WP_CLI === true) || (is_admin() && (isset($_GET['action']) || isset($_GET['_wpnonce'])));
    }
}
