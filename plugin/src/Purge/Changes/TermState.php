<?php

/** What a term is at one moment. */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

final class TermState
{
    /**
     * @param array<string, string|int> $shown
     * @param list<int> $above its ancestors
     */
    public function __construct(
        public readonly array $shown,
        public readonly int $parent,
        public readonly int $count,
        public readonly array $above,
    ) {}

    public static function of(int $id, string $taxonomy): ?self
    {
        $term = get_term($id, $taxonomy);

        return $term instanceof \WP_Term
            ? new self(
                ['name' => $term->name, 'slug' => $term->slug, 'description' => $term->description, 'group' => $term->term_group],
                $term->parent,
                $term->count,
                array_values(get_ancestors($id, $taxonomy, 'taxonomy')),
            )
            : null;
    }
}
