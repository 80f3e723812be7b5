<?php

/** What the tags of lists stand for, in words. */

declare(strict_types=1);

namespace DynamicCache\Explain;

final class ListMeaning
{
    /** @param list<string> $parts of a tag without its facet */
    public static function of(array $parts): ?string
    {
        [$kind, $name] = $parts + ['', ''];

        return match ($kind) {
            'list' => self::list($name, $parts[2] ?? '', $parts[3] ?? ''),
            'query' => __('One list of posts, one answer from a table of a plugin, or one thing that a plugin keeps in the object cache; purged when it is another one, or its order changes.', 'ai-wp-dynamic-cache'),
            /* translators: %s: a slug, such as summer-menu */
            'slug' => sprintf(__('Whatever has the slug “%s”; purged when that becomes something else.', 'ai-wp-dynamic-cache'), $parts[2] ?? ''),
            /* translators: %s: plural name of a post type */
            'archives' => sprintf(__('The months in which there are %s; purged when one comes, goes or moves.', 'ai-wp-dynamic-cache'), self::type($name)),
            /* translators: 1: plural name of a post type, 2: a month, such as 2026-11 */
            'calendar' => sprintf(__('The calendar of %1$s for %2$s; purged when a day gets its first or loses its last one.', 'ai-wp-dynamic-cache'), self::type($name), $parts[2] ?? ''),
            /* translators: %s: plural name of a post type */
            'authors' => sprintf(__('Who wrote %s, and how many; purged when that changes.', 'ai-wp-dynamic-cache'), self::type($name)),
            /* translators: %s: plural name of a post type */
            'count' => sprintf(__('The number of %s; purged when one comes or goes.', 'ai-wp-dynamic-cache'), self::type($name)),
            /* translators: %s: name of a taxonomy, such as Categories */
            'tax' => sprintf(__('A list of “%s”; purged when one comes, goes or counts otherwise.', 'ai-wp-dynamic-cache'), self::taxonomy($name)),
            default => null,
        };
    }

    private static function list(string $type, string $by, string $value): string
    {
        $type = self::type($type);

        return match ($by) {
            /* translators: 1: plural name of a post type, 2: name of a category or tag */
            'term' => sprintf(__('A list of %1$s in “%2$s”; purged when one comes, goes or moves there.', 'ai-wp-dynamic-cache'), $type, self::term((int) $value)),
            /* translators: 1: plural name of a post type, 2: public name of a user */
            'author' => sprintf(__('A list of %1$s by “%2$s”; purged when one comes, goes or moves there.', 'ai-wp-dynamic-cache'), $type, self::author((int) $value)),
            /* translators: 1: plural name of a post type, 2: id of a post */
            'parent' => sprintf(__('A list of %1$s below post %2$s; purged when one comes, goes or moves there.', 'ai-wp-dynamic-cache'), $type, $value),
            /* translators: 1: plural name of a post type, 2: a month or year, such as 2026-11 */
            'date' => sprintf(__('A list of %1$s of %2$s; purged when one comes, goes or moves there.', 'ai-wp-dynamic-cache'), $type, $value),
            /* translators: %s: plural name of a post type */
            default => sprintf(__('A list of %s; purged when one comes, goes or moves.', 'ai-wp-dynamic-cache'), $type),
        };
    }

    private static function type(string $name): string
    {
        $label = get_post_type_object($name)?->labels->name ?? null;

        return match (true) {
            $name === 'any' => __('all kinds of content', 'ai-wp-dynamic-cache'),
            is_string($label) && $label !== '' => $label,
            default => $name,
        };
    }

    private static function taxonomy(string $name): string
    {
        $taxonomy = get_taxonomy($name);
        $label = $taxonomy === false ? null : $taxonomy->labels->name ?? null;

        return is_string($label) && $label !== '' ? $label : $name;
    }

    private static function term(int $id): string
    {
        $term = get_term($id);

        return $term instanceof \WP_Term ? wp_strip_all_tags($term->name) : (string) $id;
    }

    private static function author(int $id): string
    {
        $user = get_userdata($id);

        return $user instanceof \WP_User ? $user->display_name : (string) $id;
    }
}
