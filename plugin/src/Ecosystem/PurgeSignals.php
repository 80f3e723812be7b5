<?php

/**
 * How plugins tell whatever page cache there is that pages are old: actions that they fire without asking who listens.
 * Functions of other caches are not defined here: plugins take their presence for that cache itself.
 */

declare(strict_types=1);

namespace DynamicCache\Ecosystem;

use DynamicCache\Feature;
use DynamicCache\Purge\Changes\FixedChange;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Settings\NotOfThisSite;
use DynamicCache\Settings\SiteUrl;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\WholeTags;

final class PurgeSignals implements Feature
{
    /** Everything. Stylesheets and scripts that pages name are gone, or somebody says so. */
    private const ALL = [
        'autoptimize_action_cachepurged',
        'breeze_clear_all_cache',
        'cache_enabler_clear_complete_cache',
        'elementor/core/files/clear_cache',
        'litespeed_purge_all',
        'rt_nginx_helper_purge_all',
    ];

    /** The id of a post. */
    private const POST = ['cache_enabler_clear_page_cache_by_post', 'litespeed_purge_post'];

    /** The address of a page. */
    private const URL = ['cache_enabler_clear_page_cache_by_url', 'litespeed_purge_url'];

    public function boot(): void
    {
        foreach (self::ALL as $action) {
            add_action($action, static fn() => self::expect($action, [Tag::site()]), 10, 0);
        }
        foreach (self::POST as $action) {
            add_action($action, static function (mixed $post = 0) use ($action): void {
                if (is_numeric($post) && (int) $post > 0) {
                    self::expect("{$action}:{$post}", WholeTags::of([Tag::post((int) $post)]));
                }
            });
        }
        foreach (self::URL as $action) {
            add_action($action, self::url(...));
        }
    }

    /** @param list<string> $tags */
    private static function expect(string $cause, array $tags): void
    {
        PurgeQueue::of_site()->expect("signal:{$cause}", static fn(): FixedChange => new FixedChange($tags, $cause), $tags);
    }

    private static function url(mixed $url = ''): void
    {
        try {
            PurgeQueue::of_site()->add_urls(SiteUrl::parse(is_string($url) ? $url : '')->text());
        } catch (NotOfThisSite) {
            // Another cache may know pages that are none of ours.
            return;
        }
    }
}
