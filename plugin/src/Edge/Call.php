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
     * @param string $capability token that the sandbox asks for besides a signature; empty for every other call
     */
    public function __construct(
        public readonly string $method,
        public readonly string $target,
        public readonly string $body,
        public readonly float $timeout,
        public readonly string $idempotencyKey = '',
        #[\SensitiveParameter]
        public readonly string $capability = '',
    ) {}

    public function content_type(): string
    {
        return $this->body === '' ? '' : 'application/json';
    }
}
