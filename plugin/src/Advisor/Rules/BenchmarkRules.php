<?php

/**
 * What the last benchmark comes to: who failed a gate is unsafe however fast; of the others the one with the best score is the
 * best, which is not always the fastest. PHP has no formula: where nobody has scored a run, none of several is the best.
 */

declare(strict_types=1);

namespace DynamicCache\Advisor\Rules;

use DynamicCache\Advisor\AdviceSource;
use DynamicCache\Advisor\Facts;
use DynamicCache\Advisor\Measured;
use DynamicCache\Advisor\Suggestion;
use DynamicCache\Advisor\Verdict;

final class BenchmarkRules
{
    /** @return list<Suggestion> the best first; none where nothing was measured */
    public static function suggestions(Facts $facts): array
    {
        $measured = $facts->measured;
        $rank = static fn(Measured $one): int => match (self::verdict($one, $facts)) {
            Verdict::Best => 0,
            Verdict::Good => 1,
            Verdict::Incomplete => 2,
            Verdict::Unsafe => 3,
        };
        usort($measured, static fn(Measured $a, Measured $b): int => [$rank($a), $a->p95(), $a->strategy->value] <=> [$rank($b), $b->p95(), $b->strategy->value]);

        return array_map(static fn(Measured $one): Suggestion => new Suggestion(
            AdviceSource::Rules,
            $one->strategy->value,
            self::verdict($one, $facts)->value,
            self::reason($one, self::verdict($one, $facts)),
        ), $measured);
    }

    public static function verdict(Measured $one, Facts $facts): Verdict
    {
        if ($one->isSafe === false) {
            return Verdict::Unsafe;
        }
        if (!$one->is_complete()) {
            return Verdict::Incomplete;
        }
        $rivals = array_filter($facts->measured, static fn(Measured $other): bool => $other->isSafe === true && $other->is_complete());

        return $one->isRecommended || count($rivals) === 1 ? Verdict::Best : Verdict::Good;
    }

    private static function reason(Measured $one, Verdict $verdict): string
    {
        $ms = number_format_i18n($one->p95(), 1);

        return match ($verdict) {
            Verdict::Unsafe => __('It failed a gate: on this host it showed, or kept, what it must not. Figures do not count then.', 'ai-wp-dynamic-cache'),
            Verdict::Incomplete => __('Not everything was measured; run the benchmark to its end.', 'ai-wp-dynamic-cache'),
            Verdict::Best => sprintf($one->isRecommended
                /* translators: %s: milliseconds */
                ? __('It passed every gate and has the highest score; 95 of 100 answers took at most %s ms.', 'ai-wp-dynamic-cache')
                /* translators: %s: milliseconds */
                : __('It is the only one that passed every gate; 95 of 100 answers took at most %s ms.', 'ai-wp-dynamic-cache'), $ms),
            /* translators: %s: milliseconds */
            Verdict::Good => sprintf(__('It passed every gate; 95 of 100 answers took at most %s ms.', 'ai-wp-dynamic-cache'), $ms),
        };
    }
}
