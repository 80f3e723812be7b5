<?php

/**
 * Follows what WordPress is rendering at the moment: the hook that runs, and the block, widget or shortcode around it.
 * With each tag the fill keeps that in one word (`the_title@block:core/post-title`), so that the page can be
 * explained later (Explain\TagSource).
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Render;

use DynamicCache\Engine\Fill;

final class TagSources
{
    private const MAX_BYTES = 120;

    /** @var list<string> */
    private array $shortcodes = [];

    private string $widget = '';

    public function boot(Fill $fill): void
    {
        add_filter('pre_do_shortcode_tag', $this->enter_shortcode(...), PHP_INT_MAX, 2);
        add_filter('do_shortcode_tag', $this->leave_shortcode(...), PHP_INT_MIN);
        add_action('dynamic_sidebar', $this->enter_widget(...), PHP_INT_MIN);
        add_action('dynamic_sidebar_after', $this->leave_widgets(...), PHP_INT_MAX);
        $fill->ask_for_sources($this->word(...));
    }

    private function word(): string
    {
        $hook = current_filter();
        $place = $this->place();

        return substr((is_string($hook) ? $hook : '') . ($place === '' ? '' : "@{$place}"), 0, self::MAX_BYTES);
    }

    private function place(): string
    {
        $shortcode = end($this->shortcodes);
        if ($shortcode !== false) {
            return "shortcode:{$shortcode}";
        }
        // Core says which block's own code runs: to follow all of them would cost two calls for each block of the page.
        $block = \WP_Block_Supports::$block_to_render;
        $name = is_array($block) ? $block['blockName'] ?? null : null;

        return match (true) {
            is_string($name) => "block:{$name}",
            $this->widget !== '' => "widget:{$this->widget}",
            default => '',
        };
    }

    /** Somebody who answers instead of the shortcode ends it here. */
    private function enter_shortcode(mixed $answer = false, mixed $tag = ''): mixed
    {
        if ($answer === false) {
            $this->shortcodes[] = is_string($tag) ? $tag : '';
        }

        return $answer;
    }

    private function leave_shortcode(mixed $html = ''): mixed
    {
        array_pop($this->shortcodes);

        return $html;
    }

    private function enter_widget(mixed $widget = null): void
    {
        $id = is_array($widget) ? $widget['id'] ?? null : null;
        $this->widget = is_string($id) ? $id : '';
    }

    private function leave_widgets(): void
    {
        $this->widget = '';
    }
}
