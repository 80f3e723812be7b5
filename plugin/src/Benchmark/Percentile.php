<?php

/** Percentiles by the nearest rank (ISO 2602 leaves the choice open; this one is always a value that was measured). Pure. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

final class Percentile
{
    /**
     * @param non-empty-list<float> $values in any order
     * @param int $percent 1 to 100
     */
    public static function of(array $values, int $percent): float
    {
        sort($values);

        return $values[max(0, (int) ceil($percent / 100 * count($values)) - 1)];
    }

    /** @param non-empty-list<float> $values */
    public static function mean(array $values): float
    {
        return array_sum($values) / count($values);
    }
}
