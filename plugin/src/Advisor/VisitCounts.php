<?php

/** What the cache did in the last days, as far as advice depends on it. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

use DynamicCache\Stats\Tally;

final class VisitCounts
{
    /** @param array<string, int> $reasons `miss:expired`, `not-stored:status`, … → how often */
    public function __construct(
        public readonly int $days,
        public readonly int $hits,
        public readonly int $misses,
        public readonly array $reasons,
        public readonly ?float $renderMs,
    ) {}

    public static function of(Tally $tally, int $days): self
    {
        $counts = $tally->counts();
        $int = static fn(string $name): int => is_int($counts[$name] ?? null) ? $counts[$name] : 0;
        $rendered = is_array($counts['rendered'] ?? null) ? $counts['rendered']['mean_ms'] ?? null : null;
        $reasons = [];
        foreach (is_object($counts['reasons'] ?? null) ? get_object_vars($counts['reasons']) : [] as $reason => $count) {
            if (is_int($count)) {
                $reasons[(string) $reason] = $count;
            }
        }

        return new self($days, $int('hits') + $int('stale'), $int('misses'), $reasons, is_int($rendered) || is_float($rendered) ? (float) $rendered : null);
    }

    /** How often `outcome:reason` occurred. */
    public function reason(string $name): int
    {
        return $this->reasons[$name] ?? 0;
    }

    /** Share of visits that the cache answered; null without any. */
    public function hit_ratio(): ?float
    {
        $all = $this->hits + $this->misses;

        return $all === 0 ? null : $this->hits / $all;
    }
}
