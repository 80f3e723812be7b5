<?php

/** What was counted in a time: requests by outcome and reason, bytes, durations. Days add up to ranges. */

declare(strict_types=1);

namespace DynamicCache\Stats;

use DynamicCache\Engine\CountOutcome;
use DynamicCache\Engine\CountRecord;

final class Tally
{
    private const NOT_STORED = 'not-stored';

    /** @param array<string, int> $reasons `outcome:reason` → how often */
    private function __construct(
        private array $reasons,
        private int $bytesCached,
        private int $bytesRendered,
        private readonly Histogram $cached,
        private readonly Histogram $rendered,
    ) {}

    public static function empty(): self
    {
        return new self([], 0, 0, Histogram::empty(), Histogram::empty());
    }

    /** @param array<mixed> $stored what to_array() made */
    public static function of(array $stored): self
    {
        $part = static fn(string $name): array => is_array($stored[$name] ?? null) ? $stored[$name] : [];
        $int = static fn(string $name): int => is_int($stored[$name] ?? null) ? $stored[$name] : 0;
        $reasons = [];
        foreach ($part('n') as $reason => $count) {
            if (is_int($count)) {
                $reasons[(string) $reason] = $count;
            }
        }

        return new self($reasons, $int('bc'), $int('br'), Histogram::of($part('c')), Histogram::of($part('r')));
    }

    public function add(CountRecord $record): void
    {
        $this->count("{$record->outcome->value}:{$record->why->value}", 1);
        if ($record->outcome === CountOutcome::Hit || $record->outcome === CountOutcome::Stale) {
            $this->bytesCached += $record->bytes;
            $this->measure($this->cached, $record);
        } elseif ($record->outcome === CountOutcome::Miss) {
            $this->bytesRendered += $record->bytes;
            $this->measure($this->rendered, $record);
            if ($record->refusal !== null) {
                $this->count(self::NOT_STORED . ":{$record->refusal->value}", 1);
            }
        }
    }

    public function add_all(self $other): void
    {
        foreach ($other->reasons as $reason => $count) {
            $this->count($reason, $count);
        }
        $this->bytesCached += $other->bytesCached;
        $this->bytesRendered += $other->bytesRendered;
        $this->cached->add_all($other->cached);
        $this->rendered->add_all($other->rendered);
    }

    /** @return array<string, mixed> */
    public function to_array(): array
    {
        ksort($this->reasons);

        return [
            'n' => (object) $this->reasons,
            'bc' => $this->bytesCached,
            'br' => $this->bytesRendered,
            'c' => $this->cached->to_array(),
            'r' => $this->rendered->to_array(),
        ];
    }

    /**
     * `Counts` of contracts/src/stats.ts.
     *
     * @return array<string, mixed>
     */
    public function counts(): array
    {
        $isVisit = static fn(string $reason): bool => !str_starts_with($reason, CountOutcome::EdgeFill->value . ':');
        ksort($this->reasons);

        return [
            'hits' => $this->sum(CountOutcome::Hit),
            'stale' => $this->sum(CountOutcome::Stale),
            'misses' => $this->sum(CountOutcome::Miss),
            'bypasses' => $this->sum(CountOutcome::Bypass),
            'edge_fills' => $this->sum(CountOutcome::EdgeFill),
            'bytes_cached' => $this->bytesCached,
            'bytes_rendered' => $this->bytesRendered,
            'reasons' => (object) array_filter($this->reasons, $isVisit, ARRAY_FILTER_USE_KEY),
            'cached' => $this->cached->timing(),
            'rendered' => $this->rendered->timing(),
        ];
    }

    private function sum(CountOutcome $outcome): int
    {
        $sum = 0;
        foreach ($this->reasons as $reason => $count) {
            $sum += str_starts_with($reason, "{$outcome->value}:") ? $count : 0;
        }

        return $sum;
    }

    private function count(string $reason, int $times): void
    {
        $this->reasons[$reason] = ($this->reasons[$reason] ?? 0) + $times;
    }

    private function measure(Histogram $histogram, CountRecord $record): void
    {
        if ($record->micros !== null) {
            $histogram->add($record->micros);
        }
    }
}
