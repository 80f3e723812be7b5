<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Stats;

use DynamicCache\Stats\Histogram;
use PHPUnit\Framework\TestCase;

final class HistogramTest extends TestCase
{
    public function test_quantiles_are_within_a_tenth_of_the_true_ones(): void
    {
        mt_srand(7);
        foreach (range(1, 30) as $round) {
            $histogram = Histogram::empty();
            $micros = [];
            for ($i = 0; $i < 500; $i++) {
                $micros[] = $value = (int) exp(mt_rand(200, 1600) / 100);
                $histogram->add($value);
            }
            sort($micros);
            $timing = $histogram->timing();

            self::assertEqualsWithDelta(1, ($timing['p50_ms'] ?? 0) * 1000 / $micros[249], 0.095, "p50, {$round}");
            self::assertEqualsWithDelta(1, ($timing['p95_ms'] ?? 0) * 1000 / $micros[474], 0.095, "p95, {$round}");
            self::assertEqualsWithDelta(array_sum($micros) / 500_000, $timing['mean_ms'], 0.001);
        }
    }

    public function test_days_add_up_also_after_they_were_stored(): void
    {
        $both = Histogram::empty();
        $parts = [Histogram::empty(), Histogram::empty()];
        foreach ([0, 1, 5, 90, 1000, 2_000_000] as $i => $micros) {
            $both->add($micros);
            $parts[$i % 2]->add($micros);
        }
        $stored = json_decode(json_encode($parts[0]->to_array(), JSON_THROW_ON_ERROR), true);
        self::assertIsArray($stored);
        $parts[1]->add_all(Histogram::of($stored));

        self::assertSame($both->timing(), $parts[1]->timing());
    }

    public function test_nothing_measured_has_no_times(): void
    {
        self::assertSame(['count' => 0, 'mean_ms' => null, 'p50_ms' => null, 'p95_ms' => null], Histogram::empty()->timing());
    }
}
