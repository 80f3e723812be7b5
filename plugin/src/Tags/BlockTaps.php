<?php

/** Shortcodes and blocks: those of plugins may show anything of the post of the loop, and some of core's name a post in their attributes. */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class BlockTaps
{
    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        add_filter('do_shortcode_tag', $this->foreign_code(...), PHP_INT_MAX, 2);
        add_filter('render_block', $this->block(...), PHP_INT_MAX, 3);
        foreach (['core/block' => PostFacet::Content, 'core/navigation' => PostFacet::Content, 'core/navigation-link' => PostFacet::Status, 'core/navigation-submenu' => PostFacet::Status] as $block => $facet) {
            add_filter("render_block_{$block}", fn(mixed $html = '', mixed $of = null): mixed => $this->reference($html, $of, $facet), PHP_INT_MAX, 2);
        }
    }

    /** A shortcode of core's takes nothing but what its attributes name. */
    private function foreign_code(mixed $html = '', mixed $name = ''): mixed
    {
        $post = $this->page->post_of_loop();
        if ($post !== null && !in_array($name, ['gallery', 'playlist', 'audio', 'video', 'embed', 'caption', 'wp_caption'], true)) {
            $this->page->post($post->ID);
        }

        return $html;
    }

    /** Blocks of plugins know the post of the loop. */
    private function block(mixed $html = '', mixed $block = null): mixed
    {
        $name = is_array($block) ? ($block['blockName'] ?? null) : null;
        // Nearly all of them.
        if (!is_string($name) || str_starts_with($name, 'core/')) {
            return $html;
        }
        $type = \WP_Block_Type_Registry::get_instance()->get_registered($name);

        return $type !== null && $type->is_dynamic() ? $this->foreign_code($html) : $html;
    }

    /** A synced pattern, a menu: `ref` is the id of its post; a link in a menu: `id`, and what it leads to. */
    private function reference(mixed $html, mixed $block, PostFacet $facet): mixed
    {
        $attributes = is_array($block) ? ($block['attrs'] ?? null) : null;
        $attributes = is_array($attributes) ? $attributes : [];
        $isTerm = ($attributes['kind'] ?? '') === 'taxonomy';
        $this->page->shows($isTerm ? 0 : Ids::of($attributes['ref'] ?? $attributes['id'] ?? null), $facet, PostFacet::Status);

        return $html;
    }
}
