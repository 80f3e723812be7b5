<?php

/** Shortcodes and blocks: those of plugins may show anything of the post of the loop, and some of core's name a post in their attributes. */

declare(strict_types=1);

namespace DynamicCache\Tags\Content;

use DynamicCache\Tags\Ids;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\PostFacet;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\TermFacet;

final class BlockTaps
{
    /** @var array<string, true> names of blocks */
    private array $watched = [];

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        add_filter('do_shortcode_tag', $this->foreign_code(...), PHP_INT_MAX, 2);
        // When they are registered; most do so at `init`.
        add_action('wp_loaded', $this->watch(...), PHP_INT_MAX, 0);
        add_action('template_redirect', $this->watch(...), PHP_INT_MIN, 0);
        $this->watch();
        add_filter('render_block_core/term-count', $this->count(...), PHP_INT_MAX, 3);
        add_filter('block_bindings_source_value', $this->binding(...), PHP_INT_MAX, 4);
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
    private function watch(): void
    {
        foreach (self::foreign_blocks() as $name) {
            if (!isset($this->watched[$name])) {
                $this->watched[$name] = true;
                add_filter("render_block_{$name}", fn(mixed $html = ''): mixed => $this->foreign_code($html), PHP_INT_MAX, 3);
            }
        }
    }

    /** Blocks that came later than watch(): whatever post they were in. */
    public function finish(): void
    {
        foreach (self::foreign_blocks() as $name) {
            if (!isset($this->watched[$name]) && did_filter("render_block_{$name}") > 0) {
                $this->page->posts();
            }
        }
    }

    /** @return list<string> names of those whose HTML code makes */
    private static function foreign_blocks(): array
    {
        $names = [];
        foreach (\WP_Block_Type_Registry::get_instance()->get_all_registered() as $type) {
            // Nearly all of them are core's.
            if (!str_starts_with($type->name, 'core/') && $type->is_dynamic()) {
                $names[] = $type->name;
            }
        }

        return $names;
    }

    /** Of the term that the block stands in, or that the page is about. */
    private function count(mixed $html = '', mixed $parsed = null, mixed $block = null): mixed
    {
        $id = self::term_of($block);
        if ($id > 0) {
            $this->page->rare(RareFacet::TERM_COUNT, TermFacet::Count->of($id));
        }

        return $html;
    }

    /** Names, slugs and addresses of terms have taps of their own. */
    private function binding(mixed $value = null, mixed $source = '', mixed $arguments = [], mixed $block = null): mixed
    {
        $id = $source === 'core/term-data' ? self::term_of($block) : 0;
        $field = is_array($arguments) ? $arguments['field'] ?? '' : '';
        if ($id > 0 && $field === 'count') {
            $this->page->rare(RareFacet::TERM_COUNT, TermFacet::Count->of($id));
        } elseif ($id > 0) {
            $this->page->add(match ($field) {
                'description' => TermFacet::Description->of($id),
                'parent' => Tag::term($id),
                default => TermFacet::Slug->of($id),
            });
        }

        return $value;
    }

    private static function term_of(mixed $block): int
    {
        $isBlock = $block instanceof \WP_Block;
        $id = $isBlock ? Ids::of($block->context['termId'] ?? null) : 0;
        if ($id > 0 || !$isBlock) {
            return $id;
        }
        if (in_array($block->name, ['core/navigation-link', 'core/navigation-submenu'], true)) {
            return Ids::of($block->attributes['id'] ?? null);
        }
        $asked = get_queried_object();

        return $asked instanceof \WP_Term ? $asked->term_id : 0;
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
