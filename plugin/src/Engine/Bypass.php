<?php

/** The request is neither answered from, nor stored in, the cache. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Bypass
{
    /**
     * @param string $step which rule decided, one of Lookup::STEPS; empty where none was asked
     * @param string $found what the rule found in the request: a name, or the owner's pattern
     */
    public function __construct(
        public readonly Reason $reason,
        public readonly string $step = '',
        public readonly string $found = '',
    ) {}
}
