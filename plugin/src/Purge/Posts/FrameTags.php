<?php

/**
 * Posts that make the frame around content: which tags a change of one has. The frame of a theme is asked for by its
 * name, so that a template which comes into being reaches the pages that asked for it in vain.
 */

declare(strict_types=1);

namespace DynamicCache\Purge\Posts;

use DynamicCache\Tags\Tag;

final class FrameTags
{
    /** @return list<string> */
    public static function between(?PostState $before, ?PostState $after): array
    {
        if ($before !== null && $after !== null && $before->looks_like($after)) {
            return [];
        }
        $tags = [];
        foreach ([$before, $after] as $state) {
            array_push($tags, ...($state?->is_visible() === true ? self::of($state) : []));
        }

        return array_values(array_unique($tags));
    }

    /**
     * What a field of such a post changes: those of menu items are shown, others are bookkeeping of the editors.
     *
     * @return list<string>
     */
    public static function of_meta(\WP_Post $post, string $key): array
    {
        return $post->post_type === 'nav_menu_item' && str_starts_with($key, '_menu_item_')
            ? self::of(PostState::of_post($post, $post->post_status))
            : [];
    }

    /** @return list<string> */
    private static function of(PostState $state): array
    {
        $slug = Tag::name((string) $state->place['slug']);

        return match ($state->type) {
            'wp_template' => [...array_map(static fn(string $theme): string => Tag::template($theme, $slug), self::themes($state)), Tag::list('wp_template')],
            'wp_template_part' => [...array_map(static fn(string $theme): string => Tag::part($theme, $slug), self::themes($state)), Tag::list('wp_template_part')],
            'wp_global_styles' => array_map(Tag::styles(...), self::themes($state)),
            'custom_css' => [Tag::css($slug)],
            'nav_menu_item' => array_map(Tag::menu(...), $state->terms['nav_menu'] ?? []),
            // Fonts are shown by the styles that name them.
            default => [],
        };
    }

    /** @return list<string> */
    private static function themes(PostState $state): array
    {
        $themes = [];
        foreach ($state->terms['wp_theme'] ?? [] as $id) {
            $term = get_term($id, 'wp_theme');
            $themes[] = $term instanceof \WP_Term ? Tag::name($term->name) : '';
        }

        return array_values(array_filter($themes, static fn(string $theme): bool => $theme !== ''));
    }
}
