<?php

/** A run as a table, or as the REST API has it. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Benchmark\Gate\GateName;
use DynamicCache\Benchmark\Report;
use DynamicCache\Benchmark\Result;
use DynamicCache\Benchmark\Run;

final class BenchmarkTable
{
    private const METRICS = ['p50_latency_ms', 'p95_latency_ms', 'p99_latency_ms', 'origin_cpu_pct', 'origin_query_count', 'edge_hit_ratio', 'r2_hit_ratio', 'purge_mttr_ms'];

    public function __construct(private readonly Terminal $terminal) {}

    public function show(Run $run, string $format): void
    {
        if ($format !== 'table') {
            $this->terminal->value((new Report($run))->summary(), $format);

            return;
        }
        $rows = array_values(array_map(self::row(...), $run->results));
        $this->terminal->rows($rows, ['strategy', ...self::METRICS, ...self::gates()], 'table');
    }

    public function evidence(Run $run, string $format): void
    {
        $rows = [];
        foreach ((new Report($run))->evidence() as $one) {
            $text = static fn(string $name): string => is_string($one[$name] ?? null) ? $one[$name] : '';
            $rows[] = ['strategy' => $text('strategy'), 'gate' => $text('gate'), 'passed' => ($one['passed'] ?? false) === true, 'case' => $text('case'), 'expected' => $text('expected'), 'got' => $text('got'), 'excerpt' => $text('excerpt')];
        }
        $this->terminal->rows($rows, ['strategy', 'gate', 'passed', 'case', 'expected', 'got', 'excerpt'], $format);
    }

    /** Of what was measured. */
    public function is_all_safe(Run $run): bool
    {
        return array_filter($run->results, static fn(Result $result): bool => $result->trouble === null && !$result->is_safe()) === [];
    }

    /** @return array<string, string|int|float|bool|null> */
    private static function row(Result $result): array
    {
        $row = ['strategy' => $result->strategy->value] + ($result->metrics() ?? []) + array_fill_keys(self::METRICS, null);
        foreach (GateName::cases() as $gate) {
            $row[$gate->value] = match ($result->is_passed($gate)) {
                null => '-',
                true => 'passed',
                false => 'FAILED',
            };
        }

        return $row;
    }

    /** @return list<string> */
    private static function gates(): array
    {
        return array_map(static fn(GateName $gate): string => $gate->value, GateName::cases());
    }
}
