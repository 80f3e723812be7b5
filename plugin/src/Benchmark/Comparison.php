<?php

/** Two runs side by side, figure by figure. Pure. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Settings\Strategy;

final class Comparison
{
    public function __construct(private readonly Run $before, private readonly Run $after) {}

    /** Figures of different kinds of hosts say nothing about what was changed on one. */
    public function is_of_one_host(): bool
    {
        return $this->before->text('fingerprint') === $this->after->text('fingerprint');
    }

    /** @return list<array{strategy: string, metric: string, before: float, after: float, change_percent: float|null}> */
    public function rows(): array
    {
        $rows = [];
        foreach (Strategy::cases() as $strategy) {
            $before = ($this->before->results[$strategy->value] ?? null)?->metrics() ?? [];
            $after = ($this->after->results[$strategy->value] ?? null)?->metrics() ?? [];
            foreach (array_intersect_key($before, $after) as $metric => $value) {
                $rows[] = [
                    'strategy' => $strategy->value,
                    'metric' => $metric,
                    'before' => $value,
                    'after' => $after[$metric],
                    'change_percent' => $value === 0.0 ? null : round(100 * ($after[$metric] - $value) / $value, 1),
                ];
            }
        }

        return $rows;
    }
}
