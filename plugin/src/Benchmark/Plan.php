<?php

/** The steps of a run: for each strategy its pages, several times, then the four gates. Pure. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Benchmark\Gate\GateName;
use DynamicCache\Settings\Strategy;

final class Plan
{
    /** How often each page is measured cold; spread over the run, so that a busy moment meets them all alike. */
    public const ROUNDS = 3;

    /**
     * @param list<Strategy> $strategies
     * @param list<string> $urls
     * @param \Closure(Strategy, GateName): list<string> $cases of a gate
     *
     * @return list<string> steps as Step::text()
     */
    public static function of(array $strategies, array $urls, \Closure $cases): array
    {
        $steps = [];
        foreach ($strategies as $strategy) {
            foreach (range(1, self::ROUNDS) as $round) {
                foreach ($urls as $url) {
                    $steps[] = (new Step($strategy, null, "{$round} {$url}"))->text();
                }
            }
            foreach (GateName::cases() as $gate) {
                foreach ($cases($strategy, $gate) as $case) {
                    $steps[] = (new Step($strategy, $gate, $case))->text();
                }
            }
        }

        return $steps;
    }

    /**
     * The pages that a plan measures.
     *
     * @param list<string> $plan
     *
     * @return list<string>
     */
    public static function urls(array $plan): array
    {
        $urls = [];
        foreach ($plan as $text) {
            $step = Step::parse($text);
            if ($step !== null && $step->gate === null) {
                $urls[] = explode(' ', $step->case, 2)[1] ?? '';
            }
        }

        return array_values(array_unique($urls));
    }
}
