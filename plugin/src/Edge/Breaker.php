<?php

/**
 * Keeps requests from waiting for a Worker that does not answer: after a failure one attempt per pause, for all
 * processes together (an option: `dynamic_cache_edge_breaker`, or the zone's). The pauses grow to an hour and never end it.
 */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class Breaker
{
    private const OPTION = 'dynamic_cache_edge_breaker';
    private const FIRST_PAUSE = 5;
    private const LONGEST_PAUSE = 3600;

    /** @param \Closure(): float $random 0 to 1: two sites that lost the same Worker must not come back together */
    public function __construct(private readonly \Closure $random, private readonly string $option = self::OPTION) {}

    public static function for_zone(): self
    {
        return new self(static fn(): float => random_int(0, 1_000_000) / 1_000_000, 'dynamic_cache_zone_breaker');
    }

    public function is_open(int $now): bool
    {
        return $this->open_until() > $now;
    }

    /** Unix seconds of the next attempt; 0 when all is well. */
    public function open_until(): int
    {
        return OptionRecord::load($this->option)->int('until');
    }

    /** @return int Unix seconds until which nobody tries again */
    public function trip(int $now): int
    {
        $failures = OptionRecord::load($this->option)->int('failures') + 1;
        $until = $now + self::pause($failures, ($this->random)());
        update_option($this->option, ['failures' => $failures, 'until' => $until], false);

        return $until;
    }

    public function reset(): void
    {
        if (OptionRecord::load($this->option)->int('failures') > 0) {
            delete_option($this->option);
        }
    }

    /** Doubles with every failure; half of it is chance. */
    public static function pause(int $failures, float $random): int
    {
        $full = min(self::LONGEST_PAUSE, self::FIRST_PAUSE * 2 ** min($failures - 1, 20));

        return (int) ceil($full * (0.5 + $random / 2));
    }
}
