<?php

/** Everything that PHP tells about a finished render; what Cacheability decides on. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Rendering
{
    /**
     * @param int $phase flags of the one call of the output callback
     * @param bool $headersWereSent before the callback ran
     * @param int $lastError type of the last PHP error, 0 = none
     */
    public function __construct(
        public readonly int $status,
        public readonly ResponseHeaders $headers,
        public readonly string $body,
        public readonly int $phase,
        public readonly bool $headersWereSent,
        public readonly int $lastError,
    ) {}
}
