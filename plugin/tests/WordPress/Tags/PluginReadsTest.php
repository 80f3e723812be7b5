<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use PHPUnit\Framework\Attributes\DataProvider;

/** What is core's own business and means nothing on its pages counts where the code of a plugin prints it. */
final class PluginReadsTest extends PluginPageTestCase
{
    /**
     * @param \Closure(): mixed $print
     * @param \Closure(): mixed $edit
     */
    #[DataProvider('options')]
    #[DataProvider('meta')]
    #[DataProvider('roles')]
    #[DataProvider('schedules')]
    #[DataProvider('over_rest')]
    #[DataProvider('others')]
    public function test_what_a_plugin_prints_is_fresh(\Closure $print, \Closure $edit, string $fate): void
    {
        // Core keeps them in memory, also what another test has made of them.
        wp_roles()->for_site();

        self::assertSame($fate, $this->fate_after($print, $edit));
    }

    /** @return iterable<string, array{\Closure(): mixed, \Closure(): mixed, string}> */
    public static function options(): iterable
    {
        $core = ['default_role' => 'author', 'posts_per_page' => 3, 'posts_per_rss' => 3, 'rss_use_excerpt' => 1, 'default_comment_status' => 'closed', 'disallowed_keys' => 'x', 'image_default_size' => 'large', 'default_post_format' => 'quote'];
        $plugins = ['widget_of_a_plugin' => 'B', 'mods_of_a_plugin' => 'B', 'plugin_user_roles' => 'B', 'theme_mods_of_another' => ['colour' => 'red'], 'sidebars_widgets' => ['wp_inactive_widgets' => ['text-9']]];
        foreach ($core + $plugins as $name => $value) {
            yield $name => [static fn(): mixed => get_option($name), static fn(): bool => update_option($name, $value), 'purged'];
        }
        yield 'what stands in the areas, from memory' => [
            static fn(): array => [is_active_sidebar('sidebar-1'), wp_get_sidebars_widgets()],
            static fn() => wp_set_sidebars_widgets(['wp_inactive_widgets' => ['text-9']]),
            'purged',
        ];
        yield 'whether there are widgets in an area, of another' => [
            static fn(): bool => is_active_sidebar('sidebar-1'),
            static fn(): bool => update_option('sidebars_widgets', ['another-area' => ['text-9']] + (array) get_option('sidebars_widgets')),
            'served',
        ];
        yield 'a query, and how many posts are on a page' => [
            static fn(): mixed => (new \WP_Query(['posts_per_page' => 2]))->posts,
            static fn(): bool => update_option('posts_per_page', 3),
            'served',
        ];
        yield 'nothing, and the settings of a widget' => [static fn(): string => '', static fn(): bool => update_option('widget_of_a_plugin', 'B'), 'served'];
    }

    /** @return iterable<string, array{\Closure(): mixed, \Closure(): mixed, string}> */
    public static function meta(): iterable
    {
        yield 'who wrote last' => [
            static fn(): mixed => get_the_modified_author(1),
            static fn() => update_post_meta(1, '_edit_last', wp_insert_user(['user_login' => 'ada', 'user_pass' => 'x'])),
            'purged',
        ];
        foreach (['_edit_last', '_edit_lock', '_wp_old_slug', '_oembed_0123'] as $key) {
            yield $key => [static fn(): mixed => get_post_meta(1, $key, true), static fn() => update_post_meta(1, $key, 'other'), 'purged'];
        }
        yield 'of another post' => [static fn(): mixed => get_post_meta(1, '_edit_lock', true), static fn() => update_post_meta(2, '_edit_lock', 'other'), 'served'];
        yield 'all meta, and a lock' => [static fn(): mixed => get_post_meta(1), static fn() => update_post_meta(1, '_edit_lock', 'other'), 'served'];
        yield 'the language of somebody' => [static fn(): string => get_user_locale(1), static fn() => update_user_meta(1, 'locale', 'de_DE'), 'purged'];
        yield 'what somebody may do' => [static fn(): mixed => get_user_meta(1, 'wp_capabilities', true), static fn() => (new \WP_User(1))->add_cap('fly'), 'purged'];
        yield 'a name, and a log-in' => [static fn(): mixed => get_userdata(1), static fn() => update_user_meta(1, 'session_tokens', ['other']), 'served'];
        yield 'roles of somebody' => [static fn(): mixed => get_the_author_meta('roles', 1), static fn() => (new \WP_User(1))->set_role('editor'), 'purged'];
        yield 'since when an author is here' => [static fn(): mixed => get_the_author_meta('user_registered', 1), static fn() => wp_update_user(['ID' => 1, 'user_registered' => '2001-01-01 00:00:00']), 'purged'];
        yield 'since when somebody is here' => [static fn(): mixed => get_userdata(1)->user_registered ?? '', static fn() => wp_update_user(['ID' => 1, 'user_registered' => '2001-01-01 00:00:00']), 'purged'];
    }

    /** @return iterable<string, array{\Closure(): mixed, \Closure(): mixed, string}> */
    public static function roles(): iterable
    {
        yield 'names of roles' => [static fn(): mixed => wp_roles()->get_names(), static fn() => add_role('captain', 'Captain'), 'purged'];
        yield 'what a role may do' => [static fn(): mixed => get_role('author')?->has_cap('fly'), static fn() => get_role('author')?->add_cap('fly'), 'purged'];
        yield 'a role that may already' => [static fn(): string => '', static fn() => get_role('author')?->add_cap('read'), 'served'];
    }

    /** @return iterable<string, array{\Closure(): mixed, \Closure(): mixed, string}> */
    public static function schedules(): iterable
    {
        $next = static fn(): mixed => wp_next_scheduled('delivery');
        yield 'something is scheduled' => [$next, static fn() => wp_schedule_single_event(time() + 9999, 'delivery'), 'purged'];
        yield 'something else is scheduled' => [$next, static fn() => wp_schedule_single_event(time() + 9999, 'pickup'), 'served'];
        yield 'how often something runs' => [static fn(): mixed => wp_get_schedule('delivery'), static fn() => wp_schedule_event(time() + 9999, 'daily', 'delivery'), 'purged'];
        yield 'everything that is scheduled' => [static fn(): mixed => _get_cron_array(), static fn() => wp_schedule_single_event(time() + 9999, 'pickup'), 'purged'];
        yield 'asked before anything is printed' => [
            static function () use ($next): void {
                add_action('wp', $next);
                do_action('wp');
            },
            static fn() => wp_schedule_single_event(time() + 9999, 'delivery'),
            'served',
        ];
    }

    /** @return iterable<string, array{\Closure(): mixed, \Closure(): mixed, string}> */
    public static function over_rest(): iterable
    {
        $ask = static fn(string $route, string $field): \Closure => static fn(): mixed => ((array) rest_do_request(new \WP_REST_Request('GET', "/wp/v2/{$route}/1"))->get_data())[$field] ?? '';
        yield 'a term over REST' => [$ask('categories', 'description'), static fn() => wp_update_term(1, 'category', ['description' => 'Others']), 'purged'];
        yield 'how many posts it has, over REST' => [$ask('categories', 'count'), static fn() => self::post(['post_category' => [1]]), 'purged'];
        yield 'a post over REST, saved again' => [$ask('posts', 'modified'), static fn() => wp_update_post(['ID' => 1]), 'purged'];
        yield 'whether it takes comments, over REST' => [$ask('posts', 'comment_status'), static fn() => wp_update_post(['ID' => 1, 'comment_status' => 'closed']), 'purged'];
        yield 'a user over REST' => [$ask('users', 'url'), static fn() => wp_update_user(['ID' => 1, 'user_url' => 'https://example.net']), 'purged'];
    }

    /** @return iterable<string, array{\Closure(): mixed, \Closure(): mixed, string}> */
    public static function others(): iterable
    {
        $settings = static fn(): mixed => (new \WP_Widget_Text())->get_settings();
        yield 'settings of core\'s widgets' => [static fn(): mixed => get_option('widget_text'), static fn() => update_option('widget_text', [2 => ['text' => 'B']]), 'purged'];
        yield 'the same by their class' => [$settings, static fn() => update_option('widget_text', [2 => ['text' => 'B']]), 'purged'];
        yield 'of another widget' => [$settings, static fn() => update_option('widget_search', [2 => ['title' => 'B']]), 'served'];
        yield 'how many users there are' => [static fn(): mixed => get_user_count(), static fn() => wp_insert_user(['user_login' => 'ada', 'user_pass' => 'x']), 'purged'];
        yield 'how many revisions there are' => [static fn(): int => count(wp_get_post_revisions(1)), static fn() => wp_update_post(['ID' => 1, 'post_content' => 'Others']), 'purged'];
        $row = 0;
        yield 'a row of meta' => [
            static function () use (&$row): mixed {
                $row = $row === 0 ? add_post_meta(1, 'depth', 'A') : $row;

                return get_metadata_by_mid('post', (int) $row);
            },
            static fn() => update_post_meta(1, 'depth', 'B'),
            'purged',
        ];
        yield 'users by keys that only the database knows' => [
            static fn(): mixed => get_users(['fields' => 'ID', 'meta_query' => [['key' => 'point', 'compare_key' => 'LIKE', 'value' => '1']]]),
            static fn() => update_user_meta(1, 'points', '1'),
            'purged',
        ];
        yield 'how many items menus have' => [
            static function (): mixed {
                wp_create_nav_menu('Rivers');

                return wp_list_pluck(wp_get_nav_menus(), 'count', 'name');
            },
            static fn() => wp_update_nav_menu_item(wp_get_nav_menu_object('Rivers')->term_id ?? 0, 0, ['menu-item-title' => 'Elbe', 'menu-item-url' => '/elbe/', 'menu-item-status' => 'publish']),
            'purged',
        ];
    }
}
