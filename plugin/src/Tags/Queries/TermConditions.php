<?php

/** The terms that a query for posts is narrowed to. */

declare(strict_types=1);

namespace DynamicCache\Tags\Queries;

use DynamicCache\Tags\Tag;

final class TermConditions
{
    /** Facet of a taxonomy: which term lies below which. */
    public const TREE = 'tree';

    /** @param array<mixed> $queries normalised, as WP_Tax_Query holds them */
    public function __construct(private readonly array $queries) {}

    /** @return list<int> the terms asked for, not those below them; empty: no condition that can be used */
    public function bucket(): array
    {
        $isEither = ($this->queries['relation'] ?? 'AND') === 'OR';
        $found = [];
        foreach ($this->queries as $name => $clause) {
            if ($name === 'relation') {
                continue;
            }
            $terms = is_array($clause) && in_array(self::operator($clause), ['IN', 'AND'], true) ? self::ids($clause) : [];
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
     * A term that is asked for by its slug or name is another one tomorrow, when that is given to another, or there at
     * last.
     *
     * @return list<string> tags
     */
    public function names(): array
    {
        $tags = [];
        foreach (self::clauses($this->queries) as $clause) {
            $taxonomy = self::taxonomy($clause);
            $field = self::field($clause);
            if ($taxonomy === '' || $field === 'term_id') {
                continue;
            }
            if ($field !== 'slug') {
                $tags[] = Tag::taxonomy(Tag::name($taxonomy));
            }
            foreach ($field === 'slug' ? self::values($clause) : [] as $slug) {
                $tags[] = Tag::slug(Tag::name($taxonomy), Tag::name(sanitize_title((string) $slug)));
            }
        }

        return $tags;
    }

    /**
     * Conditions that hold for whatever lies below their terms: core writes those into the SQL one by one.
     *
     * @return list<array{string, list<int>, list<int>}> taxonomy, terms asked for, these and all below them
     */
    public function trees(): array
    {
        $trees = [];
        foreach (self::clauses($this->queries) as $clause) {
            $taxonomy = self::taxonomy($clause);
            $isDeep = (bool) ($clause['include_children'] ?? true) && is_taxonomy_hierarchical($taxonomy);
            $asked = $isDeep ? self::ids($clause) : [];
            if ($asked !== []) {
                $trees[] = [$taxonomy, $asked, self::with_all_below($taxonomy, $asked)];
            }
        }

        return $trees;
    }

    /**
     * @param list<int> $terms
     *
     * @return list<int> sorted
     */
    public static function with_all_below(string $taxonomy, array $terms): array
    {
        $all = $terms;
        foreach ($terms as $term) {
            $below = get_term_children($term, $taxonomy);
            array_push($all, ...array_filter(is_array($below) ? $below : [], is_int(...)));
        }
        $all = array_values(array_unique($all));
        sort($all);

        return $all;
    }

    /**
     * @param array<mixed> $queries
     *
     * @return list<array<mixed>>
     */
    private static function clauses(array $queries): array
    {
        $clauses = [];
        foreach ($queries as $query) {
            if (is_array($query)) {
                array_push($clauses, ...(isset($query['taxonomy']) || isset($query['terms']) ? [$query] : self::clauses($query)));
            }
        }

        return $clauses;
    }

    /**
     * @param array<mixed> $clause
     *
     * @return list<int>
     */
    private static function ids(array $clause): array
    {
        $taxonomy = self::taxonomy($clause);
        $field = self::field($clause);
        $ids = [];
        foreach ($taxonomy === '' ? [] : self::values($clause) as $value) {
            $ids[] = $field === 'term_id' ? (int) $value : self::id_of($field, (string) $value, $taxonomy);
        }

        return array_values(array_filter($ids, static fn(int $id): bool => $id !== 0));
    }

    private static function id_of(string $field, string $value, string $taxonomy): int
    {
        $term = get_term_by($field, $value, $taxonomy);

        return $term instanceof \WP_Term ? $term->term_id : 0;
    }

    /** @param array<mixed> $clause */
    private static function taxonomy(array $clause): string
    {
        return is_string($clause['taxonomy'] ?? null) ? $clause['taxonomy'] : '';
    }

    /** @param array<mixed> $clause */
    private static function field(array $clause): string
    {
        $field = is_string($clause['field'] ?? null) ? $clause['field'] : 'term_id';

        return $field === 'id' ? 'term_id' : $field;
    }

    /** @param array<mixed> $clause */
    private static function operator(array $clause): string
    {
        return is_string($clause['operator'] ?? null) ? strtoupper($clause['operator']) : 'IN';
    }

    /**
     * @param array<mixed> $clause
     *
     * @return list<bool|float|int|string>
     */
    private static function values(array $clause): array
    {
        $terms = $clause['terms'] ?? [];

        return array_values(array_filter(is_array($terms) ? $terms : [$terms], is_scalar(...)));
    }
}
