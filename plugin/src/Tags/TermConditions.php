<?php

/** The terms that a query for posts is narrowed to. */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class TermConditions
{
    /** @return list<int> the terms asked for, not those below them; empty: no condition that can be used */
    public static function of(\WP_Query $query, PageTags $page): array
    {
        $asked = $query->tax_query->queries ?? [];
        $isEither = ($asked['relation'] ?? 'AND') === 'OR';
        unset($asked['relation']);
        $found = [];
        foreach ($asked as $clause) {
            $terms = is_array($clause) ? self::terms($clause, $page) : [];
            if ($isEither && $terms === []) {
                return [];
            }
            array_push($found, ...$terms);
            if (!$isEither && $terms !== []) {
                return $terms;
            }
        }

        return array_values(array_unique($found));
    }

    /**
     * @param array<array-key, mixed> $clause
     *
     * @return list<int>
     */
    private static function terms(array $clause, PageTags $page): array
    {
        $taxonomy = $clause['taxonomy'] ?? null;
        $operator = $clause['operator'] ?? 'IN';
        $field = $clause['field'] ?? 'term_id';
        if (!is_string($taxonomy) || !is_string($field) || !is_string($operator) || !in_array(strtoupper($operator), ['IN', 'AND'], true)) {
            return [];
        }
        $ids = [];
        foreach (is_array($clause['terms'] ?? null) ? $clause['terms'] : [] as $value) {
            $id = is_scalar($value) ? self::id($field, $value, $taxonomy) : 0;
            if ($id === 0) {
                // A term of that name may still be made.
                $page->add(Tag::taxonomy(Tag::name($taxonomy)));
            } else {
                $ids[] = $id;
            }
        }

        return $ids;
    }

    private static function id(string $field, int|string|float|bool $value, string $taxonomy): int
    {
        if ($field === 'term_id' || $field === 'id') {
            return (int) $value;
        }
        $term = get_term_by($field, (string) $value, $taxonomy);

        return $term instanceof \WP_Term ? $term->term_id : 0;
    }
}
