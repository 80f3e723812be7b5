<?php

/** What a run has found out about one strategy: samples, evidence of the gates, and what follows from both. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Benchmark\Gate\Evidence;
use DynamicCache\Benchmark\Gate\GateName;
use DynamicCache\Settings\Strategy;

final class Result
{
    private const OF_THE_HOST = ['origin_cpu_pct', 'origin_query_count', 'r2_hit_ratio', 'purge_mttr_ms'];

    /** Why it was not measured to the end, although it was begun; null = nothing kept the run from it. */
    public ?Trouble $trouble = null;

    /** @param array<string, list<array<mixed>>> $evidence of Evidence::to_array(), by gate */
    private function __construct(
        public readonly Strategy $strategy,
        public readonly Samples $samples,
        private array $evidence,
    ) {}

    public static function of(Strategy $strategy): self
    {
        return new self($strategy, Samples::none(), []);
    }

    /** @param array<mixed> $data of to_array() */
    public static function from(Strategy $strategy, array $data): self
    {
        $evidence = [];
        foreach (GateName::cases() as $gate) {
            $rows = is_array($data['gates'] ?? null) ? $data['gates'][$gate->value] ?? null : null;
            foreach (is_array($rows) ? $rows : [] as $row) {
                $evidence[$gate->value][] = is_array($row) ? $row : [];
            }
        }

        $result = new self($strategy, Samples::from(is_array($data['samples'] ?? null) ? $data['samples'] : []), $evidence);
        $result->trouble = Trouble::from(is_array($data['trouble'] ?? null) ? $data['trouble'] : []);

        return $result;
    }

    public function add(GateName $gate, Evidence ...$evidence): void
    {
        foreach ($evidence as $one) {
            $this->evidence[$gate->value][] = $one->to_array();
        }
    }

    /** Null while nothing was looked at. One piece of evidence against it is enough. */
    public function is_passed(GateName $gate): ?bool
    {
        $rows = $this->evidence[$gate->value] ?? [];

        return $rows === [] ? null : array_filter($rows, static fn(array $row): bool => ($row['passed'] ?? false) !== true) === [];
    }

    /** @return list<array<mixed>> of Evidence::to_array() */
    public function evidence(GateName $gate): array
    {
        return $this->evidence[$gate->value] ?? [];
    }

    public function is_safe(): bool
    {
        return $this->trouble === null && array_filter(GateName::cases(), fn(GateName $gate): bool => $this->is_passed($gate) !== true) === [];
    }

    /**
     * As contracts/src/benchmark.ts has them; null while one of them was not measured. Latency is that of known pages: how
     * often a page is known depends on visitors, not on the strategy.
     *
     * @return array<string, float>|null
     */
    public function metrics(): ?array
    {
        [$warm, $cpu, $queries, $purge] = [$this->samples->values('warm'), $this->samples->values('cpu'), $this->samples->values('queries'), $this->samples->values('purge')];
        if ($this->trouble !== null || $warm === [] || $cpu === [] || $queries === [] || $purge === []) {
            return null;
        }

        $r2 = $this->samples->r2_ratio();

        return [
            'p50_latency_ms' => round(Percentile::of($warm, 50), 3),
            'p95_latency_ms' => round(Percentile::of($warm, 95), 3),
            'p99_latency_ms' => round(Percentile::of($warm, 99), 3),
            'origin_cpu_pct' => round(Percentile::mean($cpu), 2),
            'origin_query_count' => round(Percentile::mean($queries), 2),
            'edge_hit_ratio' => $this->edge_hit_ratio(),
            ...($r2 === null ? [] : ['r2_hit_ratio' => round($r2, 4)]),
            'purge_mttr_ms' => round(Percentile::mean($purge), 3),
        ];
    }

    /** @return array<string, bool>|null the four gates by their names in contracts/src/benchmark.ts; null before all were looked at */
    public function gates(): ?array
    {
        $gates = [];
        foreach (GateName::cases() as $gate) {
            $isPassed = $this->is_passed($gate);
            if ($isPassed === null) {
                return null;
            }
            $gates[$gate->member()] = $gate->value($isPassed);
        }

        return $gates;
    }

    /**
     * What of a load test the host alone knows, as scripts/sandbox takes it for PROBE_FILE; null while any of it was not
     * measured. How fast pages are and how many come from the cache is what the load test sees for itself.
     *
     * @return array<string, float|array<string, bool>>|null
     */
    public function probe(): ?array
    {
        [$metrics, $gates] = [$this->metrics(), $this->gates()];

        return $metrics === null || $gates === null ? null : array_intersect_key($metrics, array_flip(self::OF_THE_HOST)) + ['gates' => $gates];
    }

    /** @return array{samples: array<string, mixed>, gates: array<string, list<array<mixed>>>, trouble: array<string, string>|null} */
    public function to_array(): array
    {
        return ['samples' => $this->samples->to_array(), 'gates' => $this->evidence, 'trouble' => $this->trouble?->to_array()];
    }

    /** Without an edge none of the visits is answered there: that is measured, not assumed. */
    private function edge_hit_ratio(): float
    {
        return $this->strategy->is_edge() ? round($this->samples->hit_ratio() ?? 0.0, 4) : 0.0;
    }
}
