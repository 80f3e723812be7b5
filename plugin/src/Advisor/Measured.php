<?php

/** What a benchmark found out about one strategy; `MeasuredCandidate` of the REST API, as far as advice depends on it. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

use DynamicCache\Settings\Strategy;

final class Measured
{
    /**
     * @param bool|null $isSafe whether it passed all gates; null = one was not looked at
     * @param array<string, float> $metrics by name; empty while one of them was not measured
     * @param bool $isRecommended it has the best score of that benchmark
     */
    public function __construct(
        public readonly Strategy $strategy,
        public readonly ?bool $isSafe,
        public readonly array $metrics,
        public readonly bool $isRecommended = false,
    ) {}

    /**
     * @param array<mixed> $candidate
     * @param string $recommended strategy with the best score, or empty where nobody has scored
     */
    public static function of(array $candidate, string $recommended): ?self
    {
        $strategy = Strategy::tryFrom(is_string($candidate['strategy'] ?? null) ? $candidate['strategy'] : '');
        $passed = array_values(is_array($candidate['passed'] ?? null) ? $candidate['passed'] : []);
        $metrics = [];
        foreach (is_array($candidate['metrics'] ?? null) ? $candidate['metrics'] : [] as $name => $value) {
            if ((is_int($value) || is_float($value)) && preg_match('/\A[a-z0-9_]{1,40}\z/', (string) $name) === 1) {
                $metrics[(string) $name] = (float) $value;
            }
        }
        $isSafe = match (true) {
            in_array(false, $passed, true) => false,
            $passed === [] || in_array(null, $passed, true) => null,
            default => true,
        };

        return $strategy === null ? null : new self($strategy, $isSafe, $metrics, $strategy->value === $recommended);
    }

    public function is_complete(): bool
    {
        return $this->isSafe !== null && isset($this->metrics['p95_latency_ms']);
    }

    public function p95(): float
    {
        return $this->metrics['p95_latency_ms'] ?? INF;
    }
}
