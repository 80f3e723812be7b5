<?php

/** A request as it left the plugin. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

final class SentRequest
{
    /** @param array<string, string> $headers */
    public function __construct(
        public readonly string $method,
        public readonly string $url,
        public readonly array $headers,
        public readonly string $body,
        public readonly float $timeout,
    ) {}

    /** A member of its JSON body. */
    public function json(string $name): mixed
    {
        $body = json_decode($this->body, true);

        return is_array($body) ? $body[$name] ?? null : null;
    }

    public function header(string $name): string
    {
        return $this->headers[$name] ?? '';
    }
}
