<?php

/** What to look up for a request. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Target
{
    /**
     * @param string $canonical the canonical key string
     * @param string $path canonical
     * @param string $query canonical
     * @param list<QueryParameter> $ignored left out of the key, and of the request while a page is rendered
     * @param list<QueryParameter> $kept in their order
     */
    public function __construct(
        public readonly string $canonical,
        public readonly string $path,
        public readonly string $query,
        public readonly array $ignored,
        public readonly array $kept,
    ) {}

    /** Lower-case hex SHA-256 of the canonical string. */
    public function key(): string
    {
        return hash('sha256', $this->canonical);
    }
}
