<?php

/** A change of posts: lists are looked at with the states that are known of them, instead of by their tags. */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Lists\Move;

interface ListChange extends Change
{
    /**
     * Asked after tags().
     *
     * @param array<string, true> $inUse the rare facets that pages show (RareFacet)
     *
     * @return list<Move> none: no list can see it
     */
    public function moves(array $inUse): array;
}
