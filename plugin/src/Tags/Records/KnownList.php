<?php

/** What is already remembered of a query for posts. */

declare(strict_types=1);

namespace DynamicCache\Tags\Records;

final class KnownList
{
    /**
     * @param array<string, true> $results `RESULT WINDOW`
     * @param list<string> $facets as in ListRow
     * @param list<string> $tags as in ListRow
     */
    public function __construct(
        public readonly array $results,
        public readonly array $facets,
        public readonly array $tags,
    ) {}

    public function has(string $result, string $window): bool
    {
        return isset($this->results["{$result} {$window}"]);
    }
}
