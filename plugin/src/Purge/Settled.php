<?php

/** What a flush found: everything that differs. */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Lists\Move;

final class Settled
{
    /**
     * @param list<string> $tags of all changes
     * @param list<Move> $moves of posts
     * @param list<string> $loose those of the tags that no move stands behind
     */
    public function __construct(
        public readonly array $tags,
        public readonly array $moves,
        public readonly array $loose,
    ) {}
}
