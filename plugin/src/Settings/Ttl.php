<?php

/** Lifetimes in seconds. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class Ttl
{
    public function __construct(
        public readonly int $page,
        public readonly int $notFound,
        public readonly int $grace,
        public readonly int $browser,
    ) {}

    public static function from(Document $ttl): self
    {
        return new self($ttl->int('page'), $ttl->int('not_found'), $ttl->int('grace'), $ttl->int('browser'));
    }

    /** @return array{page: int, not_found: int, grace: int, browser: int} */
    public function to_array(): array
    {
        return [
            'page' => $this->page,
            'not_found' => $this->notFound,
            'grace' => $this->grace,
            'browser' => $this->browser,
        ];
    }
}
