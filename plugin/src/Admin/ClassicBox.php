<?php

/**
 * The box beside a post in the classic editor: what visitors get for its page, and the ways to change that. The block
 * editor has a panel of its own (EditorPanel), and is told to leave this one out.
 */

declare(strict_types=1);

namespace DynamicCache\Admin;

use DynamicCache\Explain\Explainer;
use DynamicCache\Feature;
use DynamicCache\Settings\NotOfThisSite;

final class ClassicBox implements Feature
{
    private const ID = 'dynamic-cache-box';

    public function __construct(private readonly PostActions $actions) {}

    public function boot(): void
    {
        add_action('add_meta_boxes', $this->add(...), 10, 2);
    }

    public function add(string $type, mixed $post): void
    {
        if ($post instanceof \WP_Post && $this->actions->is_for($post)) {
            add_meta_box(self::ID, __('Dynamic Cache', 'ai-wp-dynamic-cache'), $this->print(...), $type, 'side', 'default', ['__back_compat_meta_box' => true]);
        }
    }

    public function print(\WP_Post $post): void
    {
        printf(
            '<p>%s</p><p><a class="button" href="%s">%s</a> <a class="button" href="%s">%s</a></p>',
            esc_html(self::state($post)),
            esc_url(PostActions::url(PostActions::PURGE, $post->ID)),
            esc_html__('Purge this page', 'ai-wp-dynamic-cache'),
            esc_url(PostActions::url(PostActions::WARM, $post->ID)),
            esc_html__('Warm this page', 'ai-wp-dynamic-cache'),
        );
    }

    private static function state(\WP_Post $post): string
    {
        try {
            return Explainer::of_site()->explain(get_permalink($post))->sentence();
        } catch (NotOfThisSite) {
            return __('This address is none of the cache.', 'ai-wp-dynamic-cache');
        }
    }
}
