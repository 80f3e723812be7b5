<?php

/** Ways to use content under a classic theme. A new one is a line: a page of that name with that page template. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

final class ClassicWays
{
    public const THEME = 'matrix-classic';

    /** Page → its template; empty: the theme's own for pages. */
    private const PAGES = [
        'plain' => '',
        'menu' => 'template-menu.php',
        'menu-footer' => 'template-menu-footer.php',
        'page-menu' => 'template-page-menu.php',
        'widgets' => 'template-widgets.php',
        'widgets-two' => 'template-widgets-two.php',
        'own-logo' => 'template-logo.php',
        'mod' => 'template-mod.php',
        'footer-posts' => 'template-footer-posts.php',
        'archives' => 'template-archives.php',
        'search-form' => 'template-search-form.php',
        'tagline' => 'template-tagline.php',
        'widget-tag' => 'template-widget-tag.php',
        'meta' => 'template-meta.php',
    ];

    /** @return list<string> */
    public static function urls(): array
    {
        return [
            ...array_map(static fn(string $slug): string => "/{$slug}/", array_keys(self::PAGES)),
            '/', '/elbe/', '/zugspitze/', '/parent/child/', '/category/rivers/', '/tag/wet/', '/author/ada/', '/2026/03/', '/feed/',
        ];
    }

    /** @return array<string, string> slug → content */
    public static function pages(): array
    {
        return array_map(static fn(): string => 'Words.', self::PAGES);
    }

    public static function template(string $slug): string
    {
        return self::PAGES[$slug] ?? '';
    }

    /** Menus, widgets and settings of the theme. */
    public static function frame(): void
    {
        foreach (['primary', 'footer'] as $location) {
            Fixture::name("menu-{$location}", wp_create_nav_menu("Menu {$location}"));
        }
        self::item('primary', 'item-aunt', ['menu-item-object' => 'page', 'menu-item-object-id' => Fixture::id('page-aunt'), 'menu-item-type' => 'post_type', 'menu-item-position' => 1]);
        self::item('primary', 'item-rivers', ['menu-item-object' => 'category', 'menu-item-object-id' => Fixture::id('rivers'), 'menu-item-type' => 'taxonomy', 'menu-item-position' => 2]);
        self::item('footer', 'item-custom', ['menu-item-title' => 'Elsewhere', 'menu-item-url' => 'https://example.org/', 'menu-item-position' => 1]);
        set_theme_mod('nav_menu_locations', ['primary' => Fixture::id('menu-primary'), 'footer' => Fixture::id('menu-footer')]);
        set_theme_mod('matrix_colour', 'teal');
        update_option('widget_text', [2 => ['title' => 'One', 'text' => 'First'], 3 => ['title' => 'Two', 'text' => 'Second'], '_multiwidget' => 1]);
        update_option('widget_recent-posts', [2 => ['title' => '', 'number' => 3], '_multiwidget' => 1]);
        update_option('widget_recent-comments', [2 => ['title' => '', 'number' => 2], '_multiwidget' => 1]);
        wp_set_sidebars_widgets(['wp_inactive_widgets' => [], 'area-one' => ['text-2', 'recent-posts-2', 'recent-comments-2'], 'area-two' => ['text-3']]);
    }

    /** @param array<string, int|string> $data */
    public static function item(string $location, string $name, array $data): int
    {
        return Fixture::name($name, wp_update_nav_menu_item(Fixture::id("menu-{$location}"), 0, $data + ['menu-item-status' => 'publish']));
    }
}
