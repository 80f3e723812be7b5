<?php

/**
 * How long answers took, in buckets whose bounds grow by a quarter of an octave, so that days can be added up and
 * quantiles of any range be told. A quantile is the geometric middle of its bucket: at most 9.1 % off.
 */

declare(strict_types=1);

namespace DynamicCache\Stats;

final class Histogram
{
    private const BUCKETS_PER_OCTAVE = 4;
    private const MICROS_PER_MS = 1000;

    /**
     * @param int $sum microseconds
     * @param array<int, int> $buckets number of answers by bucket
     */
    private function __construct(private int $count, private int $sum, private array $buckets) {}

    public static function empty(): self
    {
        return new self(0, 0, []);
    }

    /** @param array<mixed> $stored what to_array() made */
    public static function of(array $stored): self
    {
        $buckets = [];
        foreach (is_array($stored['b'] ?? null) ? $stored['b'] : [] as $bucket => $count) {
            if (is_int($bucket) && is_int($count) && $count > 0) {
                $buckets[$bucket] = $count;
            }
        }

        return new self(array_sum($buckets), is_int($stored['s'] ?? null) ? $stored['s'] : 0, $buckets);
    }

    public function add(int $micros): void
    {
        $bucket = (int) floor(log(max(1, $micros), 2) * self::BUCKETS_PER_OCTAVE);
        $this->count++;
        $this->sum += $micros;
        $this->buckets[$bucket] = ($this->buckets[$bucket] ?? 0) + 1;
    }

    public function add_all(self $other): void
    {
        $this->count += $other->count;
        $this->sum += $other->sum;
        foreach ($other->buckets as $bucket => $count) {
            $this->buckets[$bucket] = ($this->buckets[$bucket] ?? 0) + $count;
        }
    }

    /** @return array{s: int, b: object} b as an object: a list in JSON would lose the names of the buckets */
    public function to_array(): array
    {
        ksort($this->buckets);

        return ['s' => $this->sum, 'b' => (object) $this->buckets];
    }

    /** @return array{count: int, mean_ms: float|null, p50_ms: float|null, p95_ms: float|null} */
    public function timing(): array
    {
        return [
            'count' => $this->count,
            'mean_ms' => $this->count === 0 ? null : self::ms($this->sum / $this->count),
            'p50_ms' => $this->quantile(0.5),
            'p95_ms' => $this->quantile(0.95),
        ];
    }

    /** The smallest duration that this share of the answers did not exceed. */
    private function quantile(float $share): ?float
    {
        ksort($this->buckets);
        $rank = (int) ceil($share * $this->count);
        foreach ($this->buckets as $bucket => $count) {
            $rank -= $count;
            if ($rank <= 0) {
                return self::ms(2 ** (($bucket + 0.5) / self::BUCKETS_PER_OCTAVE));
            }
        }

        return null;
    }

    private static function ms(float $micros): float
    {
        return round($micros / self::MICROS_PER_MS, 3);
    }
}
