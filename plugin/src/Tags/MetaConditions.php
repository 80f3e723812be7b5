<?php

/** The meta keys that a query for posts compares or sorts by. */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class MetaConditions
{
    /** @return list<string> */
    public static function keys(\WP_Query $query): array
    {
        return array_values(array_unique(array_filter(
            array_map(static fn(array $clause): mixed => $clause['key'] ?? null, self::clauses(self::queries($query))),
            is_string(...),
        )));
    }

    /** Whether a condition holds for a meta value under any key. */
    public static function has_nameless(\WP_Query $query): bool
    {
        foreach (self::clauses(self::queries($query)) as $clause) {
            if (!is_string($clause['key'] ?? null)) {
                return true;
            }
        }

        return false;
    }

    /** @return array<array-key, mixed> */
    private static function queries(\WP_Query $query): array
    {
        // Core makes the object late, and not for every query.
        $meta = get_object_vars($query)['meta_query'] ?? null;

        return $meta instanceof \WP_Meta_Query ? $meta->queries : [];
    }

    /**
     * @param array<array-key, mixed> $queries
     *
     * @return list<array<array-key, mixed>>
     */
    private static function clauses(array $queries): array
    {
        $clauses = [];
        foreach ($queries as $query) {
            if (is_array($query)) {
                $isClause = array_key_exists('key', $query) || array_key_exists('value', $query);
                array_push($clauses, ...($isClause ? [$query] : self::clauses($query)));
            }
        }

        return $clauses;
    }
}
