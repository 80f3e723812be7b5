<?php

/** What put a tag on a page, in words: from the word that Tags\Render\TagSources kept, `HOOK@PLACE`. */

declare(strict_types=1);

namespace DynamicCache\Explain;

final class TagSource
{
    /** @param string $word '' = not known */
    public static function of(string $word): string
    {
        if ($word === '') {
            return '';
        }
        [$hook, $place] = explode('@', $word, 2) + ['', ''];
        $what = self::what($hook);

        return $place === '' ? $what : sprintf(
            /* translators: 1: what was shown, such as: a title was shown; 2: where, such as: the block core/query */
            __('%1$s, in %2$s', 'ai-wp-dynamic-cache'),
            $what,
            self::where($place),
        );
    }

    private static function what(string $hook): string
    {
        return match (true) {
            $hook === '' => __('Found while the page was put together', 'ai-wp-dynamic-cache'),
            $hook === 'the_title' => __('A title was shown', 'ai-wp-dynamic-cache'),
            $hook === 'the_post', $hook === 'shutdown' => __('It is in the result of a query', 'ai-wp-dynamic-cache'),
            $hook === 'posts_pre_query' => __('A query asked for posts', 'ai-wp-dynamic-cache'),
            $hook === 'terms_pre_query' => __('A query asked for categories or tags', 'ai-wp-dynamic-cache'),
            $hook === 'users_pre_query', $hook === 'wp_list_authors_args' => __('A query asked for people', 'ai-wp-dynamic-cache'),
            $hook === 'comments_pre_query' => __('A query asked for comments', 'ai-wp-dynamic-cache'),
            $hook === 'query' => __('A plugin read the database by itself', 'ai-wp-dynamic-cache'),
            $hook === 'dynamic_cache_page_tags' => __('A plugin said so (filter dynamic_cache_page_tags)', 'ai-wp-dynamic-cache'),
            str_starts_with($hook, 'pre_option') => __('A setting was read', 'ai-wp-dynamic-cache'),
            $hook === 'get_the_excerpt' => __('An excerpt was shown', 'ai-wp-dynamic-cache'),
            $hook === 'get_comments_number', $hook === 'comments_open', $hook === 'pings_open' => __('Comments, their number or their form were shown', 'ai-wp-dynamic-cache'),
            str_starts_with($hook, 'render_block_core') => __('A pattern, menu or template part was shown', 'ai-wp-dynamic-cache'),
            default => self::by_form($hook),
        };
    }

    /** Hooks that core has many of. */
    private static function by_form(string $hook): string
    {
        return match (true) {
            str_ends_with($hook, '_link') => __('A link to it was shown', 'ai-wp-dynamic-cache'),
            str_ends_with($hook, '_metadata') => __('A field of it was read', 'ai-wp-dynamic-cache'),
            str_starts_with($hook, 'get_the_author_'), $hook === 'the_author', str_ends_with($hook, 'avatar_data') => __('An author was named or pictured', 'ai-wp-dynamic-cache'),
            str_contains($hook, '_date'), str_contains($hook, '_time') => __('A date was shown', 'ai-wp-dynamic-cache'),
            str_contains($hook, 'attachment'), str_contains($hook, 'attached'), str_contains($hook, 'thumbnail'), $hook === 'image_downsize' => __('A picture or file was shown', 'ai-wp-dynamic-cache'),
            str_contains($hook, 'term') => __('A category or tag was shown', 'ai-wp-dynamic-cache'),
            str_contains($hook, 'sidebar'), str_contains($hook, 'widget') => __('A widget area was shown', 'ai-wp-dynamic-cache'),
            str_starts_with($hook, 'theme_mod_') => __('A setting of the theme was read', 'ai-wp-dynamic-cache'),
            str_contains($hook, 'menu') => __('A menu was shown', 'ai-wp-dynamic-cache'),
            /* translators: %s: name of a hook of WordPress */
            default => sprintf(__('Found at the hook %s', 'ai-wp-dynamic-cache'), $hook),
        };
    }

    private static function where(string $place): string
    {
        [$kind, $name] = explode(':', $place, 2) + ['', ''];

        return match ($kind) {
            'block' => sprintf(
                /* translators: %s: name of a block, such as core/latest-posts */
                __('the block %s', 'ai-wp-dynamic-cache'),
                $name,
            ),
            /* translators: %s: id of a widget, such as recent-posts-2 */
            'widget' => sprintf(__('the widget %s', 'ai-wp-dynamic-cache'), $name),
            /* translators: %s: name of a shortcode */
            'shortcode' => sprintf(__('the shortcode [%s]', 'ai-wp-dynamic-cache'), $name),
            default => $place,
        };
    }
}
