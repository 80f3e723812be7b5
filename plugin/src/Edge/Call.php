<?php

/** One call of the Worker's API, before it is signed. */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class Call
{
    /**
     * @param string $target path and query, of the bytes that a signature allows
     * @param string $body JSON, or empty
     * @param float $timeout seconds
     * @param string $idempotencyKey the same for every attempt at the same thing; empty for a call that only reads
     */
    public function __construct(
        public readonly string $method,
        public readonly string $target,
        public readonly string $body,
        public readonly float $timeout,
        public readonly string $idempotencyKey = '',
    ) {}

    public function content_type(): string
    {
        return $this->body === '' ? '' : 'application/json';
    }
}
