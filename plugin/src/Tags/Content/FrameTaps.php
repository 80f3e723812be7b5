<?php

/**
 * The frame around the content, by the names under which it is asked for: an answer of nothing is the normal case, and
 * a more specific template can come into being.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Content;

use DynamicCache\Tags\Callers\Caller;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\Tag;

final class FrameTaps
{
    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        add_filter('get_block_templates', $this->templates(...), PHP_INT_MAX, 3);
        add_filter('pre_get_block_template', $this->template(...), PHP_INT_MAX, 3);
        add_filter('render_block_core/template-part', $this->part(...), PHP_INT_MAX, 2);
        add_filter('posts_pre_query', $this->query(...), PHP_INT_MAX, 2);
        add_filter('wp_get_custom_css', $this->css(...), PHP_INT_MAX, 2);
        add_filter('wp_get_nav_menu_items', $this->menu(...), PHP_INT_MAX, 2);
        add_filter('wp_get_nav_menu_object', $this->menu(...), PHP_INT_MAX, 1);
        add_action('dynamic_sidebar_before', $this->area(...), 0);
        add_filter('is_active_sidebar', $this->active(...), PHP_INT_MAX, 2);
    }

    /** The first one of a hierarchy that there is decides; those after it may come and go. */
    private function templates(mixed $found = null, mixed $query = null, mixed $type = 'wp_template'): mixed
    {
        $slugs = is_array($query) && is_array($query['slug__in'] ?? null) ? array_values(array_filter($query['slug__in'], is_string(...))) : [];
        if ($slugs === []) {
            $this->page->add(Tag::list($type === 'wp_template_part' ? 'wp_template_part' : 'wp_template'));

            return $found;
        }
        $isHierarchy = Caller::innermost(['resolve_block_template' => true]) !== '';
        $there = array_map(static fn(mixed $template): string => $template instanceof \WP_Block_Template ? $template->slug : '', is_array($found) ? $found : []);
        foreach ($slugs as $slug) {
            $this->named($slug, $type);
            if ($isHierarchy && in_array($slug, $there, true)) {
                break;
            }
        }

        return $found;
    }

    private function template(mixed $found = null, mixed $id = '', mixed $type = 'wp_template'): mixed
    {
        $parts = is_string($id) ? explode('//', $id, 2) : [];
        if (count($parts) === 2) {
            $this->named($parts[1], $type, $parts[0]);
        }

        return $found;
    }

    private function named(string $slug, mixed $type, ?string $theme = null): void
    {
        $theme = Tag::name($theme ?? get_stylesheet());
        $this->page->add($type === 'wp_template_part' ? Tag::part($theme, Tag::name($slug)) : Tag::template($theme, Tag::name($slug)));
    }

    private function part(mixed $html = '', mixed $block = null): mixed
    {
        $attributes = is_array($block) ? ($block['attrs'] ?? null) : null;
        $slug = is_array($attributes) ? ($attributes['slug'] ?? null) : null;
        $theme = is_array($attributes) ? ($attributes['theme'] ?? null) : null;
        if (is_string($slug) && $slug !== '') {
            $this->named($slug, 'wp_template_part', is_string($theme) && $theme !== '' ? $theme : null);
        }

        return $html;
    }

    /** Global styles are looked up by the theme that they belong to, mostly in vain. */
    private function query(mixed $result = null, mixed $query = null): mixed
    {
        if ($query instanceof \WP_Query && in_array('wp_global_styles', (array) ($query->query_vars['post_type'] ?? ''), true)) {
            $this->page->add(Tag::styles(Tag::name(get_stylesheet())));
        }

        return $result;
    }

    private function css(mixed $css = '', mixed $stylesheet = ''): mixed
    {
        $this->page->add(Tag::css(Tag::name(sanitize_title(is_string($stylesheet) ? $stylesheet : get_stylesheet()))));

        return $css;
    }

    /** @param mixed $value the items of a menu, or a menu itself */
    private function menu(mixed $value = null, mixed $menu = null): mixed
    {
        $menu = $menu instanceof \WP_Term ? $menu : $value;
        if ($menu instanceof \WP_Term) {
            $this->page->add(Tag::menu($menu->term_id));
        }

        return $value;
    }

    private function area(mixed $area = ''): void
    {
        if (is_string($area) || is_int($area)) {
            $this->page->add(Tag::widget(Tag::name((string) $area)));
        }
    }

    private function active(mixed $isActive = false, mixed $area = ''): mixed
    {
        $this->area($area);

        return $isActive;
    }
}
