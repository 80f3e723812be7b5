<?php

/** The pages of the block theme under plain addresses: the same site, without names in any of its addresses. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

final class PlainWays
{
    /**
     * Sets the site to plain addresses.
     *
     * @param list<string> $urls with names
     *
     * @return string JSON: the same under plain addresses
     */
    public static function addresses(array $urls): string
    {
        $plain = array_combine($urls, array_map(self::address(...), $urls));
        update_option('permalink_structure', '');
        flush_rewrite_rules();

        return (string) wp_json_encode((object) $plain, JSON_UNESCAPED_SLASHES);
    }

    private static function address(string $url): string
    {
        $post = url_to_postid(home_url($url));
        [$path, $query] = explode('?', $url, 2) + ['', ''];
        $more = $query === '' ? '' : "&{$query}";

        return match (true) {
            $path === '/' => $url,
            // Else the feed of a post would be the post itself.
            str_ends_with($path, '/feed/') => '/?' . self::query($path) . $more,
            $post > 0 => '/?' . (get_post_type($post) === 'page' ? 'page_id' : 'p') . "={$post}{$more}",
            default => '/?' . self::query($path) . $more,
        };
    }

    private static function query(string $path): string
    {
        return match (true) {
            $path === '/feed/' => 'feed=rss2',
            $path === '/category/rivers/feed/' => 'cat=' . Fixture::id('rivers') . '&feed=rss2',
            $path === '/elbe/feed/' => 'feed=rss2&p=' . Fixture::id('elbe'),
            $path === '/author/ada/' => 'author=' . Fixture::id('ada'),
            preg_match('#^/category/([a-z]+)/$#', $path, $match) === 1 => 'cat=' . Fixture::id($match[1]),
            preg_match('#^/tag/([a-z]+)/$#', $path, $match) === 1 => "tag={$match[1]}",
            preg_match('#^/([0-9/]+)/$#', $path, $match) === 1 => 'm=' . str_replace('/', '', $match[1]),
            str_starts_with($path, '/wp-sitemap-posts-post') => 'paged=1&sitemap=posts&sitemap-subtype=post',
            default => throw new \LogicException("{$path} has no plain address."),
        };
    }
}
