<?php

/**
 * Keeps requests from waiting for a Worker that does not answer: after a failure one attempt per pause, for all
 * processes together (option `dynamic_cache_edge_breaker`). The pauses grow to an hour and never end it.
 */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class Breaker
{
    private const OPTION = 'dynamic_cache_edge_breaker';
    private const FIRST_PAUSE = 5;
    private const LONGEST_PAUSE = 3600;

    /** @param \Closure(): float $random 0 to 1: two sites that lost the same Worker must not come back together */
    public function __construct(private readonly \Closure $random) {}

    public function is_open(int $now): bool
    {
        return $this->open_until() > $now;
    }

    /** Unix seconds of the next attempt; 0 when all is well. */
    public function open_until(): int
    {
        return OptionRecord::load(self::OPTION)->int('until');
    }

    /** @return int Unix seconds until which nobody tries again */
    public function trip(int $now): int
    {
        $failures = OptionRecord::load(self::OPTION)->int('failures') + 1;
        $until = $now + self::pause($failures, ($this->random)());
        update_option(self::OPTION, ['failures' => $failures, 'until' => $until], false);

        return $until;
    }

    public function reset(): void
    {
        if (OptionRecord::load(self::OPTION)->int('failures') > 0) {
            delete_option(self::OPTION);
        }
    }

    /** Doubles with every failure; half of it is chance. */
    public static function pause(int $failures, float $random): int
    {
        $full = min(self::LONGEST_PAUSE, self::FIRST_PAUSE * 2 ** min($failures - 1, 20));

        return (int) ceil($full * (0.5 + $random / 2));
    }
}
