<?php

/** What the last benchmark and the continuous proof say: a gate that failed where visitors are served is critical. */

declare(strict_types=1);

namespace DynamicCache\Health;

use DynamicCache\Benchmark\Gate\GateName;
use DynamicCache\Benchmark\Result;
use DynamicCache\Benchmark\Run;
use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Proof\ProofWeek;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\Strategy;

final class Proven
{
    /**
     * @param Run|null $run the newest that came to its end
     * @param int $now Unix seconds
     *
     * @return list<Finding> none while the cache is off
     */
    public static function findings(Settings $settings, ?Run $run, ProofWeek $week, int $now): array
    {
        if (!$settings->enabled) {
            return [];
        }

        return [...self::gates($run, $settings->strategy, $now), self::checks($week)];
    }

    /** @return list<Finding> */
    private static function gates(?Run $run, Strategy $used, int $now): array
    {
        if ($run === null) {
            return [new Finding('not-measured', FindingStatus::Info, __('This host was never measured', 'ai-wp-dynamic-cache'), __('No run of the benchmark has come to its end: nobody knows which strategy is the fastest here, and the four gates were not tried.', 'ai-wp-dynamic-cache'), __('Measure this host in Dynamic Cache, under Benchmark.', 'ai-wp-dynamic-cache'))];
        }
        $failed = array_filter(array_map(self::failed(...), $run->results));
        if ($failed === []) {
            return [self::passed($run, $now)];
        }

        return array_map(
            static fn(string $strategy, array $gates): Finding => self::red($strategy, $gates, $strategy === $used->value, human_time_diff($run->startedAt, $now)),
            array_keys($failed),
            $failed,
        );
    }

    private static function passed(Run $run, int $now): Finding
    {
        /* translators: 1: strategies such as "origin-disk", 2: a span of time such as "2 days" */
        $detail = sprintf(__('Measured %2$s ago: %1$s.', 'ai-wp-dynamic-cache'), implode(', ', array_keys($run->results)), human_time_diff($run->startedAt, $now));

        return $run->text('plugin') === DYNAMIC_CACHE_VERSION
            ? new Finding('gates-passed', FindingStatus::Good, __('No gate of the benchmark failed', 'ai-wp-dynamic-cache'), $detail)
            : new Finding('gates-of-old', FindingStatus::Info, __('The benchmark is one of another version', 'ai-wp-dynamic-cache'), $detail, __('Measure again, so that the gates are tried with this version.', 'ai-wp-dynamic-cache'));
    }

    /** @param list<string> $gates */
    private static function red(string $strategy, array $gates, bool $isUsed, string $ago): Finding
    {
        /* translators: 1: a strategy such as "origin-disk", 2: what was seen, 3: a span of time such as "2 days" */
        $detail = sprintf(__('%1$s, measured %3$s ago: %2$s.', 'ai-wp-dynamic-cache'), $strategy, implode('; ', $gates), $ago);

        return $isUsed
            ? new Finding('gates-failed', FindingStatus::Bad, __('The strategy that serves visitors failed a gate', 'ai-wp-dynamic-cache'), $detail, __('Look at the evidence under Benchmark, then mend what it shows or use another strategy.', 'ai-wp-dynamic-cache'))
            : new Finding('gates-failed-unused', FindingStatus::Warning, __('A strategy failed a gate', 'ai-wp-dynamic-cache'), $detail, __('It serves nobody and cannot be applied. The evidence under Benchmark says what to mend.', 'ai-wp-dynamic-cache'));
    }

    /** @return list<string> */
    private static function failed(Result $result): array
    {
        $gates = array_filter(GateName::cases(), static fn(GateName $gate): bool => $result->is_passed($gate) === false);

        return array_values(array_map(self::seen(...), $gates));
    }

    private static function seen(GateName $gate): string
    {
        return match ($gate) {
            GateName::Digest => __('cached pages were not what WordPress renders', 'ai-wp-dynamic-cache'),
            GateName::Leak => __('a page made for one visitor reached another', 'ai-wp-dynamic-cache'),
            GateName::Purge => __('an old page was shown too long after a change', 'ai-wp-dynamic-cache'),
            GateName::Collision => __('two addresses shared one page', 'ai-wp-dynamic-cache'),
        };
    }

    private static function checks(ProofWeek $week): Finding
    {
        return match (true) {
            $week->differences() > 0 => new Finding('proof-differences', FindingStatus::Warning, __('Stored pages were wrong', 'ai-wp-dynamic-cache'), $week->sentence() . ' ' . __('They were purged. Something changes pages without telling WordPress.', 'ai-wp-dynamic-cache'), __('The differences are under Checks; they say what changes.', 'ai-wp-dynamic-cache')),
            $week->checked() === 0 && $week->unable() > 0 => new Finding('proof-unable', FindingStatus::Warning, __('The cache cannot check itself', 'ai-wp-dynamic-cache'), __('No page could be rendered afresh this week.', 'ai-wp-dynamic-cache'), __('What kept them is under Checks. Where PHP has one process only, let a real cron run “wp dynamic-cache proof run”.', 'ai-wp-dynamic-cache')),
            default => new Finding('proof', FindingStatus::Good, __('The cache checks itself', 'ai-wp-dynamic-cache'), $week->sentence()),
        };
    }
}
