<?php

/** The page of a post, for routes that are asked about one: its address, when visitors can see it. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Settings\FieldError;

final class AskedPost
{
    /** Whoever may purge or manage may ask for every page; an editor for the page of a post that he may edit. */
    public static function allows(mixed $post): bool
    {
        return current_user_can(Capabilities::PURGE)
            || current_user_can(Capabilities::MANAGE)
            || (is_int($post) && current_user_can('edit_post', $post));
    }

    /**
     * The public address of a post.
     *
     * @throws Refusal
     */
    public static function url(int $id): string
    {
        $post = get_post($id);
        if (!$post instanceof \WP_Post) {
            throw self::refused(404, 'post_not_found', __('There is no such post.', 'ai-wp-dynamic-cache'));
        }
        if (!is_post_publicly_viewable($post)) {
            throw self::refused(409, 'post_not_public', __('Visitors cannot see this post, so that there is no page of it.', 'ai-wp-dynamic-cache'));
        }

        return get_permalink($post);
    }

    private static function refused(int $status, string $error, string $message): Refusal
    {
        return new Refusal($status, $error, [new FieldError('post', $message)]);
    }
}
