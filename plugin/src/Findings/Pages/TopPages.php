<?php

/** A few pages of each kind that a site has: enough to meet its theme and its plugins, few enough to render now. */

declare(strict_types=1);

namespace DynamicCache\Findings\Pages;

final class TopPages
{
    public const MOST = 12;

    private const POSTS = 5;
    private const PAGES = 3;

    /** @return list<SitePage> */
    public static function of_site(): array
    {
        $pages = [
            new SitePage(home_url('/'), __('Front page', 'ai-wp-dynamic-cache')),
            ...self::posts_page(),
            ...self::posts('post', self::POSTS),
            ...self::posts('page', self::PAGES),
            ...self::category(),
            self::missing_page(),
        ];
        $byUrl = [];
        $labels = [];
        foreach ($pages as $page) {
            $label = in_array($page->label, $labels, true) ? "{$page->label} ({$page->url})" : $page->label;
            $byUrl[$page->url] ??= new SitePage($page->url, $label);
            $labels[] = $page->label;
        }

        return array_slice(array_values($byUrl), 0, self::MOST);
    }

    /** @return list<SitePage> */
    private static function posts_page(): array
    {
        $page = get_option('page_for_posts');
        $url = is_numeric($page) && (int) $page > 0 ? get_permalink((int) $page) : false;

        return $url === false ? [] : [new SitePage($url, __('Posts page', 'ai-wp-dynamic-cache'))];
    }

    /** @return list<SitePage> */
    private static function posts(string $type, int $count): array
    {
        $found = get_posts(['post_type' => $type, 'post_status' => 'publish', 'has_password' => false, 'numberposts' => $count]);

        return array_map(static fn(\WP_Post $post): SitePage => new SitePage(get_permalink($post), self::plain($post->post_title, get_permalink($post))), array_values($found));
    }

    /** @return list<SitePage> */
    private static function category(): array
    {
        $terms = get_terms(['taxonomy' => 'category', 'orderby' => 'count', 'order' => 'DESC', 'number' => 1, 'hide_empty' => true]);
        $term = is_array($terms) ? $terms[0] ?? null : null;
        $url = $term instanceof \WP_Term ? get_term_link($term) : null;

        /* translators: %s: name of a category */
        return $term instanceof \WP_Term && is_string($url) ? [new SitePage($url, sprintf(__('Category %s', 'ai-wp-dynamic-cache'), self::plain($term->name, $url)))] : [];
    }

    private static function missing_page(): SitePage
    {
        $name = bin2hex(random_bytes(8));
        $url = get_option('permalink_structure') === '' ? home_url('/?pagename=' . $name) : home_url(user_trailingslashit('/' . $name));

        return new SitePage($url, __('An address that does not exist', 'ai-wp-dynamic-cache'));
    }

    private static function plain(string $title, string $url): string
    {
        $plain = trim(wp_specialchars_decode(wp_strip_all_tags($title), ENT_QUOTES));

        return $plain === '' ? $url : $plain;
    }
}
