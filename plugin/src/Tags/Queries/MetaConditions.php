<?php

/** The meta keys that a query for posts, or for terms, compares or sorts by. */

declare(strict_types=1);

namespace DynamicCache\Tags\Queries;

use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class MetaConditions
{
    /** Pages with a list of terms, or of comments, that some meta decides about: that of any of them, for it may be among them then. */
    public static function tag(PageTags $page, object $query, string $table): void
    {
        foreach (self::keys($query) as $key) {
            $page->rare(RareFacet::meta($key), Tag::facet(Tag::table($table), RareFacet::key($key)));
        }
        if (self::has_nameless($query)) {
            $page->rare(RareFacet::table($table), Tag::table($table));
        }
    }

    /** @return list<string> */
    public static function keys(object $query): array
    {
        $keys = [];
        foreach (self::clauses(self::queries($query)) as $clause) {
            array_push($keys, ...self::keys_of($clause));
        }

        return array_values(array_unique($keys));
    }

    /** Whether a condition holds for a meta value under any key, or keys that only the database can tell. */
    public static function has_nameless(object $query): bool
    {
        foreach (self::clauses(self::queries($query)) as $clause) {
            if (self::keys_of($clause) === []) {
                return true;
            }
        }

        return false;
    }

    /**
     * @param array<array-key, mixed> $clause
     *
     * @return list<string>
     */
    private static function keys_of(array $clause): array
    {
        $compare = $clause['compare_key'] ?? '=';
        $isNamed = is_string($compare) && in_array(strtoupper($compare), ['=', 'EXISTS', 'IN'], true);
        $key = $clause['key'] ?? null;

        return $isNamed ? array_values(array_filter(is_array($key) ? $key : [$key], is_string(...))) : [];
    }

    /** @return array<array-key, mixed> */
    private static function queries(object $query): array
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
