<?php

/** What one flush knows of changes that concern lists. */

declare(strict_types=1);

namespace DynamicCache\Lists;

final class ListChanges
{
    /**
     * @param list<Move> $moves of posts
     * @param list<string> $loose tags of changes that are not of one post, or whose states are forgotten: the lists that
     *     they name are looked at
     * @param list<string> $ordered tags that somebody wants purged: the lists that they name go
     */
    public function __construct(
        public readonly array $moves,
        public readonly array $loose,
        public readonly array $ordered,
    ) {}

    public function is_empty(): bool
    {
        return $this->moves === [] && $this->loose === [] && $this->ordered === [];
    }
}
