<?php

/** A run as the screen, the command line and whoever scores it read it: `GET /benchmark` and `GET /benchmark/{id}`. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Benchmark\Gate\GateName;

final class Report
{
    public function __construct(private readonly Run $run) {}

    /** @return array<string, mixed> contracts/src/site-benchmark.ts, BenchmarkSummary */
    public function summary(): array
    {
        $run = $this->run;
        $isRunning = $run->state === RunState::Running;

        return [
            'id' => $run->id,
            'state' => $run->state->value,
            'started_at' => $run->startedAt,
            'fingerprint' => $run->text('fingerprint'),
            'progress' => [
                'done' => $run->at,
                'of' => count($run->plan),
                'what' => $isRunning ? $run->step()?->sentence() ?? '' : '',
                'spent_ms' => $run->spent,
                'eta_seconds' => $isRunning ? $run->eta() : null,
            ],
            'trouble' => $run->trouble?->to_array(),
            'candidates' => array_values(array_map(fn(Result $result): array => $this->candidate($result), $run->results)),
            'verdict' => $run->verdict === null ? null : (object) $run->verdict,
        ];
    }

    /** @return array<string, mixed> BenchmarkReport: with the evidence of every gate */
    public function whole(): array
    {
        return $this->summary() + [
            'host' => ['php' => $this->run->text('php'), 'wordpress' => $this->run->text('wordpress'), 'plugin' => $this->run->text('plugin'), 'object_cache' => $this->run->text('object_cache') === '1'],
            'pages' => Plan::urls($this->run->plan),
            'windows' => ['origin' => 0.0, 'edge' => (float) $this->run->edge_window()],
            'evidence' => $this->evidence(),
        ];
    }

    /** @return list<array<mixed>> of Gate\Evidence::to_array(), each with its strategy and gate */
    public function evidence(): array
    {
        $evidence = [];
        foreach ($this->run->results as $strategy => $result) {
            foreach (GateName::cases() as $gate) {
                foreach ($result->evidence($gate) as $one) {
                    // JSON has another sign for no headers than for no addresses.
                    $headers = (object) (is_array($one['headers'] ?? null) ? $one['headers'] : []);
                    $evidence[] = ['strategy' => $strategy, 'gate' => $gate->value, 'headers' => $headers] + $one;
                }
            }
        }

        return $evidence;
    }

    /** @return array<string, mixed> metrics and gates are null until all of them were measured */
    private function candidate(Result $result): array
    {
        $gates = [];
        foreach (GateName::cases() as $gate) {
            $gates[$gate->value] = $result->is_passed($gate);
        }
        $cold = $result->samples->values('cold');

        return [
            'strategy' => $result->strategy->value,
            'ttl_seconds' => $this->run->ttl(),
            'metrics' => $result->metrics(),
            'gates' => $result->gates(),
            'passed' => $gates,
            'cold' => $cold === [] ? null : [
                'p50_ms' => Percentile::of($cold, 50),
                'p95_ms' => Percentile::of($cold, 95),
                'p99_ms' => Percentile::of($cold, 99),
            ],
            'hit_ratio' => $result->samples->hit_ratio(),
            'trouble' => $result->trouble?->to_array(),
            'samples' => ['cold' => count($cold), 'warm' => count($result->samples->values('warm')), 'purge' => count($result->samples->values('purge'))],
        ];
    }
}
