<?php

/** What is done to the frame of a classic theme: menus, widgets, settings of the theme. A new one is a line. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

final class ClassicChanges
{
    /** @return array<string, \Closure(): mixed> */
    public static function all(): array
    {
        return [
            'menu: an item more' => static fn() => ClassicWays::item('footer', 'item-new', ['menu-item-title' => 'New', 'menu-item-url' => 'https://example.com/', 'menu-item-position' => 2]),
            'menu: name of an item' => static fn() => wp_update_nav_menu_item(Fixture::id('menu-footer'), Fixture::id('item-custom'), ['menu-item-title' => 'There', 'menu-item-url' => 'https://example.org/', 'menu-item-status' => 'publish', 'menu-item-position' => 1]),
            'menu: an item less' => static fn() => wp_delete_post(Fixture::id('item-rivers'), true),
            'menu: order' => static fn() => wp_update_post(['ID' => Fixture::id('item-aunt'), 'menu_order' => 3]),
            'menu: name' => static fn() => wp_update_nav_menu_object(Fixture::id('menu-primary'), ['menu-name' => 'Renamed']),
            'menu: another place' => static fn() => set_theme_mod('nav_menu_locations', ['primary' => Fixture::id('menu-footer'), 'footer' => Fixture::id('menu-footer')]),
            'menu: deleted' => static fn() => wp_delete_nav_menu(Fixture::id('menu-footer')),
            'menu: made' => static fn() => wp_create_nav_menu('Another'),
            'menu: saved as it is' => static fn() => do_action('wp_update_nav_menu', Fixture::id('menu-primary')),
            'widget: text' => static fn() => update_option('widget_text', [2 => ['title' => 'One', 'text' => 'Other'], 3 => ['title' => 'Two', 'text' => 'Second'], '_multiwidget' => 1]),
            'widget: text in the other area' => static fn() => update_option('widget_text', [2 => ['title' => 'One', 'text' => 'First'], 3 => ['title' => 'Two', 'text' => 'Other'], '_multiwidget' => 1]),
            'widget: moves' => static fn() => wp_set_sidebars_widgets(['wp_inactive_widgets' => [], 'area-one' => ['text-2', 'recent-posts-2'], 'area-two' => ['text-3', 'recent-comments-2']]),
            'widget: taken out of use' => static fn() => wp_set_sidebars_widgets(['wp_inactive_widgets' => ['text-3'], 'area-one' => ['text-2', 'recent-posts-2', 'recent-comments-2'], 'area-two' => []]),
            'widget: over REST' => static fn() => Changes::rest('/wp/v2/widgets', ['id_base' => 'text', 'sidebar' => 'area-two', 'instance' => ['raw' => ['title' => 'Three', 'text' => 'Third']]]),
            'widget: one that is not used' => static fn() => update_option('widget_text', [2 => ['title' => 'One', 'text' => 'First'], 3 => ['title' => 'Two', 'text' => 'Second'], 9 => ['title' => 'Lost', 'text' => 'Nowhere'], '_multiwidget' => 1]),
            'theme: logo' => static fn() => set_theme_mod('custom_logo', Fixture::id('logo')),
            'theme: a setting of its own' => static fn() => set_theme_mod('matrix_colour', 'red'),
            'theme: a setting that core notes' => static fn() => set_theme_mod('custom_css_post_id', -1),
            'theme: another one' => static fn() => switch_theme('twentytwentyfive'),
            'plugin: activated' => static fn() => activate_plugin('akismet/akismet.php'),
            'styles: additional CSS' => static fn() => wp_update_custom_css_post('body { color: teal }'),
        ];
    }
}
