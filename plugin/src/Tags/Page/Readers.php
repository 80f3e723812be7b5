<?php

/**
 * What becomes of the posts that a query finds. Where core itself asked, in a place that is known, the page shows what
 * the display taps see and a fixed part; code outside of core may show anything of them.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Page;

use DynamicCache\Tags\Callers\Caller;
use DynamicCache\Tags\Callers\CoreCode;
use DynamicCache\Tags\Callers\ThemeCode;
use DynamicCache\Tags\PostFacet;

final class Readers
{
    private const LINKS = [PostFacet::Title, PostFacet::Link];

    /** Function of core → what it takes from posts past the filters. */
    private const KNOWN = [
        'WP_Widget_Recent_Posts::widget' => self::LINKS,
        'render_block_core_latest_posts' => self::LINKS,
        'render_block_core_page_list' => self::LINKS,
        // Whether one page lies below another, which its address says too.
        'WP_Navigation_Block_Renderer::has_submenus' => [PostFacet::Link],
        'wp_list_pages' => self::LINKS,
        'wp_page_menu' => self::LINKS,
        'wp_dropdown_pages' => self::LINKS,
        'wp_get_archives' => self::LINKS,
        'render_block_core_post_template' => [],
        'render_block_core_query_pagination_numbers' => [],
        'render_block_core_query_pagination_next' => [],
        'render_block_core_query_pagination_previous' => [],
        'render_block_core_query_no_results' => [],
        'render_block_core_query_total' => [],
        'block_core_calendar_has_published_posts' => [],
        'WP_Sitemaps_Posts::get_url_list' => [PostFacet::Link],
        'WP_Sitemaps_Posts::get_max_num_pages' => [],
        'WP_Sitemaps_Posts::get_sitemap_list' => [],
        'WP_Navigation_Fallback::get_fallback' => [PostFacet::Content],
        'get_body_class' => [],
    ];

    /** The same, and where the request's own query comes from. */
    private const ASKING = self::KNOWN + ['WP::query_posts' => []];

    /** So many frames lie between a query and who asks it, mostly. */
    private const DEPTH = 14;

    /** Where other code sees the request's own posts, in templates and in feeds. */
    private const HOOKS = ['wp_head', 'wp_footer', 'wp_body_open', 'the_content', 'loop_start', 'the_post'];
    private const OF_FEEDS = ['rss2_head', 'rss2_item', 'rss_item', 'atom_head', 'atom_entry', 'the_content', 'the_content_feed', 'the_excerpt_rss', 'the_post'];

    private const IN_FEEDS = [PostFacet::Title, PostFacet::Link, PostFacet::Date, PostFacet::Author, PostFacet::Content, PostFacet::Excerpt, PostFacet::Discussion];

    /** @var \WeakMap<\WP_Query, list<PostFacet>> of queries whose posts are not shown whole */
    private \WeakMap $known;

    /** @var \WeakMap<\WP_Query, bool> of the others: whether a theme asked */
    private \WeakMap $byThemes;

    public function __construct()
    {
        $this->known = new \WeakMap();
        $this->byThemes = new \WeakMap();
    }

    /** At the moment of the query. */
    public function observe(\WP_Query $query): void
    {
        $function = Caller::innermost(self::ASKING, self::DEPTH);
        if (isset(self::KNOWN[$function])) {
            $this->known[$query] = [...self::shown(self::KNOWN[$function], $function), ...($function === 'render_block_core_latest_posts' ? self::text_of_block() : [])];
        } elseif ($function === '') {
            $this->byThemes[$query] = Caller::outside() === '' || ThemeCode::holds(Caller::outside());
        }
    }

    /**
     * When the page is done.
     *
     * @return list<PostFacet>|null null: anything
     */
    public function of(\WP_Query $query): ?array
    {
        if ($query->is_main_query()) {
            return match (true) {
                $query->is_feed() && !$query->is_comment_feed() => self::is_plain_feed() ? self::shown(self::IN_FEEDS) : null,
                default => self::is_block_page($query) ? [] : null,
            };
        }

        return $this->known[$query] ?? null;
    }

    /** Of a query whose posts are shown whole: whether no other code than core's and themes' has them, when the page is done. */
    public function is_of_theme(\WP_Query $query): bool
    {
        return $query->is_main_query() ? ThemeCode::alone_listens(...self::HOOKS, ...self::OF_FEEDS) : ($this->byThemes[$query] ?? false);
    }

    /** Whether the request's own posts are shown by blocks alone, so that the display taps see all of it. */
    public static function is_block_page(\WP_Query $query): bool
    {
        global $_wp_current_template_content;

        return is_string($_wp_current_template_content) && !$query->is_feed()
            && CoreCode::alone_listens(...self::HOOKS);
    }

    /** Whether core alone prints the posts of a feed. */
    public static function is_plain_feed(): bool
    {
        return CoreCode::alone_listens(...self::OF_FEEDS);
    }

    /**
     * Where addresses are ids, lists of pages still show which lies below which.
     *
     * @param list<PostFacet> $facets
     *
     * @return list<PostFacet>
     */
    private static function shown(array $facets, string $function = ''): array
    {
        if (!in_array(PostFacet::Link, $facets, true) || !PlainAddresses::are_of_posts() || self::prints_more($function)) {
            return $facets;
        }

        return array_map(static fn(PostFacet $facet): PostFacet => $facet === PostFacet::Link ? PostFacet::Above : $facet, $facets);
    }

    /** Whether the pages of core's list are handed to other code one by one, or another column of them is printed. */
    private static function prints_more(string $function): bool
    {
        if (!in_array($function, ['wp_list_pages', 'wp_dropdown_pages'], true)) {
            return false;
        }
        $arguments = Caller::argument('get_pages', 0);

        return !is_array($arguments) || ($arguments['walker'] ?? '') !== '' || ($arguments['value_field'] ?? 'ID') !== 'ID';
    }

    /** @return list<PostFacet> */
    private static function text_of_block(): array
    {
        $block = \WP_Block_Supports::$block_to_render;
        $attributes = is_array($block) ? ($block['attrs'] ?? []) : [];

        return is_array($attributes) && (bool) ($attributes['displayPostContent'] ?? false) ? [PostFacet::Content, PostFacet::Excerpt] : [];
    }
}
