<?php

/** The four hard gates: a strategy that fails one is not recommended, however fast it is. */

declare(strict_types=1);

namespace DynamicCache\Benchmark\Gate;

enum GateName: string
{
    case Digest = 'digest';
    case Leak = 'leak';
    case Purge = 'purge';
    case Collision = 'collision';

    /** Its member of `gates` in contracts/src/benchmark.ts, with the value that it has when the gate is passed. */
    public function member(): string
    {
        return match ($this) {
            self::Digest => 'digest_mismatch',
            self::Leak => 'personalized_cache_leak',
            self::Purge => 'purge_within_window',
            self::Collision => 'cache_key_collision',
        };
    }

    /** Three members name the fault, one names the success. */
    public function value(bool $isPassed): bool
    {
        return $this === self::Purge ? $isPassed : !$isPassed;
    }
}
