<?php

/** What other plugins and themes may call. */

declare(strict_types=1);

use DynamicCache\Purge\PurgeQueue;

if (!function_exists('dynamic_cache_purge_tags')) {
    /**
     * Throws away, at the end of the request, every page of the current site that carries one of these tags.
     *
     * @param string|list<string> $tags
     */
    function dynamic_cache_purge_tags(string|array $tags): void
    {
        PurgeQueue::of_site()->add(...(is_array($tags) ? $tags : [$tags]));
    }
}
