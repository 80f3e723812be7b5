<?php

/** The request is neither answered from, nor stored in, the cache. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Bypass
{
    public function __construct(public readonly Reason $reason) {}
}
