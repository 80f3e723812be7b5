<?php

/**
 * Follows what WordPress is rendering at the moment: the hook that runs, and the block, widget or shortcode around it.
 * With each tag the fill keeps that in one word (`the_title@block:core/query/core/post-title`), so that the page can be
 * explained later (Explain\TagSource).
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

use DynamicCache\Engine\Fill;

final class TagSources
{
    private const MAX_BYTES = 120;

    /** Blocks that say what their inner blocks are there for. */
    private const FRAMES = ['core/query', 'core/template-part', 'core/block', 'core/navigation', 'core/comments'];

    /** @var list<string> names of the blocks that are being rendered, outermost first */
    private array $blocks = [];

    /** @var list<string> */
    private array $shortcodes = [];

    private string $widget = '';

    /** place(), until one of them changes. */
    private ?string $place = null;

    public function boot(Fill $fill): void
    {
        // With all of their arguments: core cuts them to fewer at every call.
        add_filter('render_block_data', $this->enter_block(...), PHP_INT_MAX, 3);
        add_filter('render_block', $this->leave_block(...), PHP_INT_MIN, 3);
        add_filter('pre_do_shortcode_tag', $this->enter_shortcode(...), PHP_INT_MAX, 2);
        add_filter('do_shortcode_tag', $this->leave_shortcode(...), PHP_INT_MIN);
        add_action('dynamic_sidebar', $this->enter_widget(...), PHP_INT_MIN);
        add_action('dynamic_sidebar_after', $this->leave_widgets(...), PHP_INT_MAX);
        $fill->ask_for_sources($this->word(...));
    }

    private function word(): string
    {
        $hook = current_filter();
        $place = $this->place ??= $this->place();

        return substr((is_string($hook) ? $hook : '') . ($place === '' ? '' : "@{$place}"), 0, self::MAX_BYTES);
    }

    private function place(): string
    {
        $shortcode = end($this->shortcodes);
        $block = end($this->blocks);
        if ($shortcode !== false) {
            return "shortcode:{$shortcode}";
        }
        if ($block === false) {
            return $this->widget === '' ? '' : "widget:{$this->widget}";
        }
        $frames = array_values(array_intersect(array_slice($this->blocks, 0, -1), self::FRAMES));
        $frame = end($frames);

        return 'block:' . ($frame === false ? '' : "{$frame}/") . $block;
    }

    private function enter_block(mixed $block = null): mixed
    {
        $this->blocks[] = self::name($block);
        $this->place = null;

        return $block;
    }

    /** A block that makes blocks of its own (core/post-template) leaves without having entered. */
    private function leave_block(mixed $html = '', mixed $block = null): mixed
    {
        if (end($this->blocks) === self::name($block)) {
            array_pop($this->blocks);
            $this->place = null;
        }

        return $html;
    }

    private static function name(mixed $block): string
    {
        $name = is_array($block) ? $block['blockName'] ?? null : null;

        return is_string($name) ? $name : 'core/freeform';
    }

    /** Somebody who answers instead of the shortcode ends it here. */
    private function enter_shortcode(mixed $answer = false, mixed $tag = ''): mixed
    {
        if ($answer === false) {
            $this->shortcodes[] = is_string($tag) ? $tag : '';
            $this->place = null;
        }

        return $answer;
    }

    private function leave_shortcode(mixed $html = ''): mixed
    {
        array_pop($this->shortcodes);
        $this->place = null;

        return $html;
    }

    private function enter_widget(mixed $widget = null): void
    {
        $id = is_array($widget) ? $widget['id'] ?? null : null;
        $this->widget = is_string($id) ? $id : '';
        $this->place = null;
    }

    private function leave_widgets(): void
    {
        $this->widget = '';
        $this->place = null;
    }
}
