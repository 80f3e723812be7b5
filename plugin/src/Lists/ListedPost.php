<?php

/** One state of a post, as queries for posts look at it. */

declare(strict_types=1);

namespace DynamicCache\Lists;

final class ListedPost
{
    /**
     * @param array<string, string> $columns of the table of posts
     * @param list<int> $terms rows of term_taxonomy that it carries itself
     */
    public function __construct(
        public readonly array $columns,
        public readonly array $terms,
    ) {}

    public function type(): string
    {
        return $this->columns['post_type'] ?? '';
    }
}
