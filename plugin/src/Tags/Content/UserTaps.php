<?php

/** Users who are shown: names, addresses, pictures. */

declare(strict_types=1);

namespace DynamicCache\Tags\Content;

use DynamicCache\Tags\Ids;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\Page\PlainAddresses;
use DynamicCache\Tags\PostFacet;
use DynamicCache\Tags\UserFacet;

final class UserTaps
{
    /** What core hands out of a user besides; no theme of core's prints it. */
    private const OTHERS = ['roles', 'caps', 'allcaps', 'user_registered', 'user_status'];

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        foreach (UserFacet::FIELDS as $field) {
            add_filter("get_the_author_{$field}", fn(mixed $value = '', mixed $user = 0): mixed => $this->user($value, $user, $field), PHP_INT_MAX, 2);
        }
        foreach (self::OTHERS as $field) {
            add_filter("get_the_author_{$field}", $this->other(...), PHP_INT_MAX, 2);
        }
        add_filter('author_link', $this->link(...), PHP_INT_MAX, 2);
        add_filter('the_author', $this->author(...), PHP_INT_MAX);
        add_filter('get_avatar_data', $this->picture(...), PHP_INT_MAX, 2);
        add_filter('pre_get_avatar_data', $this->picture(...), PHP_INT_MAX, 2);
    }

    private function user(mixed $value, mixed $user, string $field): mixed
    {
        if (Ids::of($user) > 0) {
            $this->page->add(UserFacet::of(Ids::of($user), $field));
            $this->as_author(Ids::of($user));
        }

        return $value;
    }

    private function other(mixed $value = '', mixed $user = 0): mixed
    {
        $this->page->user(Ids::of($user));

        return $value;
    }

    private function link(mixed $link = '', mixed $user = 0): mixed
    {
        if (!self::is_unlinked_block()) {
            PlainAddresses::is_of_author() ? $this->as_author(Ids::of($user)) : $this->user($link, $user, 'user_nicename');
        }

        return $link;
    }

    /** The block makes the address of an author even where it prints the name alone. */
    private static function is_unlinked_block(): bool
    {
        $block = \WP_Block_Supports::$block_to_render;
        $attributes = is_array($block) && ($block['blockName'] ?? null) === 'core/post-author' ? ($block['attrs'] ?? []) : null;

        return is_array($attributes) && !(bool) ($attributes['isLink'] ?? false);
    }

    /** Shown because they wrote the post of the loop: that may be somebody else's tomorrow. */
    private function as_author(int $user): void
    {
        $post = get_post();
        if ($post instanceof \WP_Post && (int) $post->post_author === $user) {
            $this->page->shows($post->ID, PostFacet::Author);
        }
    }

    private function author(mixed $name = ''): mixed
    {
        global $authordata;

        return $this->user($name, $authordata, 'display_name');
    }

    /** The address stands for the picture that belongs to it. */
    private function picture(mixed $data = null, mixed $of = null): mixed
    {
        return $this->user($data, match (true) {
            $of instanceof \WP_Post => (int) $of->post_author,
            $of instanceof \WP_Comment => (int) $of->user_id,
            default => $of,
        }, 'user_email');
    }
}
