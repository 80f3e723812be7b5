<?php

/** How a change of one post may concern lists: from which place to which, and in what it differs. */

declare(strict_types=1);

namespace DynamicCache\Lists;

use DynamicCache\Tags\RareFacet;

final class Move
{
    /** The post appears, vanishes, or becomes one of another type or status: every list may see that. */
    public const WHOLE = '*';

    /** Facets that a list of anything (RareFacet::ANY) is not taken to read. */
    private const QUIET = ['modified', 'comment_count'];

    /**
     * @param ListedPost|null $before null: it was not there
     * @param ListedPost|null $after null: it is gone
     * @param list<string> $facets in which it differs
     * @param list<string> $buckets of both states
     */
    public function __construct(
        public readonly ?ListedPost $before,
        public readonly ?ListedPost $after,
        public readonly array $facets,
        public readonly array $buckets,
    ) {}

    /** @return list<string> */
    public function types(): array
    {
        return array_values(array_unique(array_filter([$this->before?->type() ?? '', $this->after?->type() ?? ''], static fn(string $type): bool => $type !== '')));
    }

    /**
     * Whether a list that reads these facets may see it.
     *
     * @param list<string> $facets
     */
    public function concerns(array $facets): bool
    {
        if (in_array(self::WHOLE, $this->facets, true) || array_intersect($this->facets, $facets) !== []) {
            return true;
        }
        $meta = array_filter($this->facets, static fn(string $facet): bool => str_starts_with($facet, 'meta.'));
        $isOfAny = in_array(RareFacet::ANY, $facets, true) && array_diff($this->facets, self::QUIET, $meta) !== [];

        return $isOfAny || (in_array(RareFacet::ANY_META, $facets, true) && $meta !== []);
    }
}
