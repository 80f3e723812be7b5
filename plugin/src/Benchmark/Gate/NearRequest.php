<?php

/** One of the near-equal requests of the corpus. */

declare(strict_types=1);

namespace DynamicCache\Benchmark\Gate;

final class NearRequest
{
    /** @param array<string, string> $headers */
    public function __construct(public readonly string $url, public readonly array $headers = []) {}
}
