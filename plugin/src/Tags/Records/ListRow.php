<?php

/** A query for posts with one of its results, as it is remembered: what may change it, and how to ask it again. */

declare(strict_types=1);

namespace DynamicCache\Tags\Records;

final class ListRow
{
    /**
     * @param string $hash of the query, 32 hex digits: its tag
     * @param string $result of the result, 32 hex digits
     * @param string $window where the result ends (ListResult::window()), or empty
     * @param list<string> $buckets under one of which every change of the result is emitted
     * @param list<string> $facets what it reads of a post; `type.POSTTYPE` for each type
     * @param list<string> $tags what a page with this list carries besides
     * @param string $request SQL for its ids
     * @param list<array{string, list<int>, list<int>}> $trees taxonomy, terms that were asked for, these and all below them
     */
    public function __construct(
        public readonly string $hash,
        public readonly string $result,
        public readonly string $window,
        public readonly array $buckets,
        public readonly array $facets,
        public readonly array $tags,
        public readonly string $request,
        public readonly array $trees,
    ) {}

    /** The same query with another end of the same result. */
    public function ending_at(string $window): self
    {
        return new self($this->hash, $this->result, $window, $this->buckets, $this->facets, $this->tags, $this->request, $this->trees);
    }
}
