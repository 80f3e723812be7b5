<?php

/** Which layers are on; the names are part of the contract with the Worker and the benchmark. */

declare(strict_types=1);

namespace DynamicCache\Settings;

enum Strategy: string
{
    case OriginDisk = 'origin-disk';
    case ObjectCache = 'object-cache';
    case EdgeBalanced = 'edge-balanced';
    case EdgeR2 = 'edge-r2';

    /** Whether a Worker stands in front. */
    public function is_edge(): bool
    {
        return $this === self::EdgeBalanced || $this === self::EdgeR2;
    }
}
