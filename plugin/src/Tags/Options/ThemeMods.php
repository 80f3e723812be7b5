<?php

/** The settings of a theme that a page reads. Their filters bear their names, so that the names have to be known first. */

declare(strict_types=1);

namespace DynamicCache\Tags\Options;

use DynamicCache\Tags\Callers\Caller;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\Tag;

final class ThemeMods
{
    /** Core looks the post of the Additional CSS up while it renders, and notes its id here. */
    public const NOTED = 'custom_css_post_id';

    /** Which menu stands in which place of the theme. */
    public const PLACES = 'nav_menu_locations';

    private const OF_CORE = ['custom_logo', 'header_image', 'header_image_data', 'header_textcolor', 'header_video', 'external_header_video', 'background_color', 'background_image', 'background_image_thumb', 'background_preset', 'background_position_x', 'background_position_y', 'background_size', 'background_repeat', 'background_attachment', 'nav_menu_locations'];

    public function __construct(private readonly PageTags $page) {}

    /** One of the places for menus. */
    public static function place(string $name): string
    {
        return Tag::facet(Tag::theme_mod(self::PLACES), Tag::name($name));
    }

    public function boot(): void
    {
        add_filter('pre_wp_nav_menu', $this->menu(...), PHP_INT_MAX, 2);
        add_filter('has_nav_menu', $this->has_menu(...), PHP_INT_MAX, 2);
        $mods = get_option('theme_mods_' . get_stylesheet());
        $names = array_map(strval(...), array_keys(is_array($mods) ? $mods : []));
        foreach (array_diff(array_unique([...self::OF_CORE, ...$names]), [self::NOTED]) as $name) {
            add_filter("theme_mod_{$name}", function (mixed $value = null) use ($name): mixed {
                // A menu in a place asks for that place alone.
                if ($name !== self::PLACES || Caller::innermost(['wp_nav_menu' => true, 'has_nav_menu' => true]) === '') {
                    $this->page->add(Tag::theme_mod(Tag::name($name)));
                }

                return $value;
            }, PHP_INT_MAX);
        }
    }

    private function menu(mixed $html = null, mixed $arguments = null): mixed
    {
        $place = is_object($arguments) ? (get_object_vars($arguments)['theme_location'] ?? null) : null;
        if (is_string($place) && $place !== '') {
            $this->page->add(self::place($place));
        }

        return $html;
    }

    private function has_menu(mixed $has = false, mixed $place = ''): mixed
    {
        if (is_string($place) && $place !== '') {
            $this->page->add(self::place($place));
        }

        return $has;
    }
}
