<?php

/** What other plugins and themes may call: docs/hooks.md. A call with something in it that cannot be meant does nothing. */

declare(strict_types=1);

use DynamicCache\Engine\Fill;
use DynamicCache\Hooks\Given;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\WholeTags;

if (!function_exists('dynamic_cache_purge_tags')) {
    /**
     * Throws away, at the end of the request, every page of the current site that carries one of these tags.
     *
     * @param string|list<string> $tags such as `post:12` or `my-plugin:prices`
     */
    function dynamic_cache_purge_tags(string|array $tags): void
    {
        PurgeQueue::of_site()->add(...WholeTags::of(Given::tags(__FUNCTION__, $tags)));
    }

    /**
     * Throws away, at the end of the request, these pages of the current site, in all their variants.
     *
     * @param string|list<string> $urls complete addresses, or paths from the root of the host
     */
    function dynamic_cache_purge_urls(string|array $urls): void
    {
        PurgeQueue::of_site()->add_urls(...Given::urls(__FUNCTION__, $urls));
    }

    /** Throws away, at the end of the request, every page of the current site. */
    function dynamic_cache_purge_all(): void
    {
        PurgeQueue::of_site()->everything();
    }

    /**
     * The page that is being rendered for the cache depends on what these tags name. Without effect in any other request.
     *
     * @param string|list<string> $tags
     */
    function dynamic_cache_add_tags(string|array $tags): void
    {
        Fill::current()?->tag(...Given::tags(__FUNCTION__, $tags));
    }
}
