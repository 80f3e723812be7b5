<?php

/** What owners change in the settings, and what plugins write to the database on every other request. A new one is a line. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

final class SettingChanges
{
    /** @return array<string, \Closure(): mixed> */
    public static function all(): array
    {
        return [
            'setting: name of the site' => static fn() => update_option('blogname', 'Waterways'),
            'setting: tagline' => static fn() => update_option('blogdescription', 'All about rivers'),
            'setting: number of posts' => static fn() => update_option('posts_per_page', 4),
            'setting: number of posts in feeds' => static fn() => update_option('posts_per_rss', 3),
            'setting: form of dates' => static fn() => update_option('date_format', 'd.m.Y'),
            'setting: avatars' => static fn() => update_option('show_avatars', ''),
            'setting: nested comments' => static fn() => update_option('thread_comments', ''),
            'setting: logo' => static fn() => update_option('site_logo', Fixture::id('logo')),
            'setting: of a plugin, shown' => static fn() => update_option('matrix_banner', 'Land ho'),
            'setting: of a plugin, not shown' => static fn() => update_option('matrix_last_run', microtime()),
            'setting: a transient' => static fn() => set_transient('matrix_feed', 'x', 60),
            'setting: for discussion, of wp-admin' => static fn() => update_option('moderation_notify', ''),
            'setting: language' => static fn() => update_option('WPLANG', 'de_DE'),
            'setting: time zone' => static fn() => update_option('timezone_string', 'Pacific/Auckland'),
            'setting: front page' => static fn() => [update_option('show_on_front', 'page'), update_option('page_on_front', Fixture::id('page-plain'))],
            'setting: posts in the sitemap' => static fn() => update_option('blog_public', '0'),
            'setting: addresses' => static fn() => self::addresses(),
        ];
    }

    private static function addresses(): void
    {
        global $wp_rewrite;
        if (!$wp_rewrite instanceof \WP_Rewrite) {
            return;
        }
        $wp_rewrite->set_permalink_structure('/%category%/%postname%/');
        $wp_rewrite->flush_rules(false);
    }
}
