<?php

/** What a probe's signature is bound to, of an address. Pure. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

final class ProbedAddress
{
    /** Path and query, the bytes as they go out. */
    public static function target(string $url): string
    {
        return (string) preg_replace('~\Ahttps?://[^/?#]*~i', '', $url);
    }
}
