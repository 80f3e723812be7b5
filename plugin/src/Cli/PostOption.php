<?php

/** `--post=<id>`: a post that is there. */

declare(strict_types=1);

namespace DynamicCache\Cli;

final class PostOption
{
    /** @param array<string, mixed> $options */
    public static function of(Terminal $terminal, array $options): ?\WP_Post
    {
        if (!array_key_exists('post', $options)) {
            return null;
        }
        $text = is_scalar($options['post']) ? (string) $options['post'] : '';
        $post = preg_match('/\A[1-9][0-9]{0,17}\z/', $text) === 1 ? get_post((int) $text) : null;
        if (!$post instanceof \WP_Post) {
            /* translators: %s: what was typed */
            $terminal->refuse(sprintf(__('--post takes the id of a post, and there is no post “%s”.', 'ai-wp-dynamic-cache'), $text));
        }

        return $post;
    }
}
