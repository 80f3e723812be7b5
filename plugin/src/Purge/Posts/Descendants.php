<?php

/** What lies below a post or a term, and so has an address that begins with theirs. */

declare(strict_types=1);

namespace DynamicCache\Purge\Posts;

use DynamicCache\Database;

final class Descendants
{
    private const MAX_DEPTH = 30;

    /** @return list<int> */
    public static function of_post(int $id): array
    {
        $all = [];
        $level = [$id];
        for ($depth = 0; $level !== [] && $depth < self::MAX_DEPTH; $depth++) {
            $level = array_values(array_diff(self::children($level), $all));
            array_push($all, ...$level);
        }

        return $all;
    }

    /** @return list<int> */
    public static function of_term(int $id, string $taxonomy): array
    {
        if (!is_taxonomy_hierarchical($taxonomy)) {
            return [];
        }
        $found = get_term_children($id, $taxonomy);

        return is_array($found) ? array_values(array_filter($found, is_int(...))) : [];
    }

    /**
     * Attachments are among them: their addresses follow the post's.
     *
     * @param non-empty-list<int> $parents
     *
     * @return list<int>
     */
    public static function children(array $parents): array
    {
        $database = Database::connection();
        $marks = implode(',', array_fill(0, count($parents), '%d'));
        $found = $database->get_col((string) $database->prepare(
            "SELECT ID FROM %i WHERE post_parent IN ({$marks}) AND post_type <> 'revision'",
            $database->posts,
            ...$parents,
        ));

        return array_map(intval(...), array_values(array_filter($found, is_string(...))));
    }
}
