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
}
