<?php

/** One aspect of the terms of a taxonomy that a page can show without the others: `tax:category~filled`. */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class TaxonomyFacet
{
    /** How many terms there are, and how many of them have posts. */
    public const NUMBER = 'number';
    public const OCCUPIED = 'occupied';

    /** Those that have posts: with all that lists print of them, with their names and what lies below which, with their names alone. */
    public const FILLED = 'filled';
    public const NESTED = 'nested';
    public const LISTED = 'listed';

    /** Which term lies below which, of those that lie below any. */
    public const BELOW = 'below';

    private const ALL = ['made', self::FILLED, self::NESTED, self::LISTED, 'count', 'description', self::NUMBER, self::OCCUPIED, self::BELOW];

    private function __construct() {}

    /**
     * Every tag of a list of terms.
     *
     * @return list<string>
     */
    public static function all(string ...$taxonomies): array
    {
        return array_merge(...array_map(static function (string $taxonomy): array {
            $tag = Tag::taxonomy(Tag::name($taxonomy));

            return [$tag, ...array_map(static fn(string $facet): string => Tag::facet($tag, $facet), self::ALL)];
        }, array_values($taxonomies)));
    }
}
