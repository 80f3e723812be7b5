<?php

/** What came back over the wire. */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class Answer
{
    /**
     * @param string $date the `Date` header, empty when there was none
     * @param string $retryAfter the `Retry-After` header, empty when there was none
     */
    public function __construct(
        public readonly int $status,
        public readonly string $body,
        public readonly string $date = '',
        public readonly string $retryAfter = '',
    ) {}
}
