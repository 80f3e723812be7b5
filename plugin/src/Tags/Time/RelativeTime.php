<?php

/** How long the words of human_time_diff() hold: they change in the middle between two numbers, and where a unit ends. Pure. */

declare(strict_types=1);

namespace DynamicCache\Tags\Time;

final class RelativeTime
{
    /** Lengths in seconds of the units of core, each used below the next one. */
    private const UNITS = [1, 60, 3600, 86_400, 604_800, 2_592_000, 31_536_000];

    /**
     * Seconds, at least 1, after which the words for a span are other ones.
     *
     * @param int $span seconds, as core gave it to its filter
     * @param bool $grows the span becomes longer with time; else it is one until a moment to come
     */
    public static function holds(int $span, bool $grows): int
    {
        $at = 0;
        while (isset(self::UNITS[$at + 1]) && $span >= self::UNITS[$at + 1]) {
            $at++;
        }
        $unit = self::UNITS[$at];
        $number = max(1, (int) round($span / $unit));
        if ($grows) {
            $next = (int) ceil(($number + 0.5) * $unit);

            return max(1, min($unit === 1 ? max(2, $span + 1) : $next, self::UNITS[$at + 1] ?? $next) - $span);
        }
        // The last second of the span at which the words are the same, and one more.
        $last = max($unit, $number === 1 ? $unit : (int) ceil(($number - 0.5) * $unit));

        return max(1, $span - ($unit === 1 ? $span : $last) + 1);
    }
}
