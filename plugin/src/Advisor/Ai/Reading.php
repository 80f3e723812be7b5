<?php

/**
 * From rows of an answer to suggestions. The rules have the last word where safety is concerned: an AI may call a page
 * riskier than they do and never safer, cannot clear a strategy that failed a gate, and sets no value out of bounds.
 * One row that breaks this ends trust in the whole answer (null).
 */

declare(strict_types=1);

namespace DynamicCache\Advisor\Ai;

use DynamicCache\Advisor\AdviceKind;
use DynamicCache\Advisor\AdviceSource;
use DynamicCache\Advisor\Facts;
use DynamicCache\Advisor\Measured;
use DynamicCache\Advisor\Risk;
use DynamicCache\Advisor\Rules\BenchmarkRules;
use DynamicCache\Advisor\Rules\RouteRules;
use DynamicCache\Advisor\Suggestion;
use DynamicCache\Advisor\Tunable;
use DynamicCache\Advisor\Verdict;

final class Reading
{
    /**
     * @param list<array<string, mixed>> $rows that the schema has found no fault with
     *
     * @return list<Suggestion>|null null = it may not suggest that
     */
    public static function suggestions(AdviceKind $kind, array $rows, Facts $facts): ?array
    {
        $subjects = array_map(static fn(array $row): mixed => $row['row'] ?? $row['strategy'] ?? $row['setting'] ?? null, $rows);
        if (count($subjects) !== count(array_unique($subjects, SORT_REGULAR))) {
            return null;
        }

        return match ($kind) {
            AdviceKind::Routes => self::routes($rows, $facts),
            AdviceKind::Preload => self::preload($rows, $facts),
            AdviceKind::Benchmark => self::benchmark($rows, $facts),
            AdviceKind::Tuning => self::tuning($rows, $facts),
        };
    }

    /**
     * @param list<array<string, mixed>> $rows
     *
     * @return list<Suggestion>|null
     */
    private static function routes(array $rows, Facts $facts): ?array
    {
        $byRow = [];
        foreach ($rows as $row) {
            $byRow[is_int($row['row'] ?? null) ? $row['row'] : -1] = $row;
        }
        if (array_diff_key($byRow, $facts->pages) !== []) {
            return null;
        }
        $suggestions = [];
        foreach ($facts->pages as $at => $page) {
            $said = isset($byRow[$at]) ? Risk::tryFrom(self::text($byRow[$at], 'risk')) : null;
            $suggestions[] = $said === null || $said->rank() < RouteRules::risk($page)->rank()
                ? RouteRules::suggestion($page, $facts)
                : new Suggestion(AdviceSource::Ai, $page->path, $said->value, self::text($byRow[$at], 'reason'), RouteRules::change($page, $said, $facts));
        }
        usort($suggestions, static fn(Suggestion $a, Suggestion $b): int => (Risk::tryFrom($b->verdict)?->rank() ?? 0) <=> (Risk::tryFrom($a->verdict)?->rank() ?? 0));

        return $suggestions;
    }

    /**
     * @param list<array<string, mixed>> $rows
     *
     * @return list<Suggestion>|null as many as the budget pays for
     */
    private static function preload(array $rows, Facts $facts): ?array
    {
        $pages = Outgoing::rows(AdviceKind::Preload, $facts);
        $suggestions = [];
        foreach (array_slice($rows, 0, $facts->affordable()) as $at => $row) {
            $page = is_int($row['row'] ?? null) ? $pages[$row['row']] ?? null : null;
            if ($page === null) {
                return null;
            }
            $suggestions[] = new Suggestion(AdviceSource::Ai, $page->url, (string) ($at + 1), self::text($row, 'reason'));
        }

        return $suggestions;
    }

    /**
     * @param list<array<string, mixed>> $rows
     *
     * @return list<Suggestion>|null
     */
    private static function benchmark(array $rows, Facts $facts): ?array
    {
        $suggestions = [];
        foreach ($rows as $row) {
            $said = Verdict::tryFrom(self::text($row, 'verdict'));
            $measured = array_values(array_filter($facts->measured, static fn(Measured $one): bool => $one->strategy->value === ($row['strategy'] ?? null)))[0] ?? null;
            $byRules = $measured === null ? null : BenchmarkRules::verdict($measured, $facts);
            $isChoice = in_array($byRules, [Verdict::Best, Verdict::Good], true) && in_array($said, [Verdict::Best, Verdict::Good], true);
            if ($measured === null || $said === null || (!$isChoice && $said !== $byRules)) {
                return null;
            }
            $suggestions[] = new Suggestion(AdviceSource::Ai, $measured->strategy->value, $said->value, self::text($row, 'reason'));
        }
        $best = array_filter($suggestions, static fn(Suggestion $suggestion): bool => $suggestion->verdict === Verdict::Best->value);

        return count($best) > 1 ? null : $suggestions;
    }

    /**
     * @param list<array<string, mixed>> $rows
     *
     * @return list<Suggestion>|null
     */
    private static function tuning(array $rows, Facts $facts): ?array
    {
        $suggestions = [];
        foreach ($rows as $row) {
            $tunable = Tunable::tryFrom(self::text($row, 'setting'));
            $value = $row['value'] ?? null;
            if ($tunable === null || !(is_int($value) || is_float($value))) {
                return null;
            }
            if ((float) $value === (float) $facts->numbers[$tunable->value]) {
                continue;
            }
            $change = $facts->change($tunable, $value);
            if ($change === null) {
                return null;
            }
            $suggestions[] = new Suggestion(AdviceSource::Ai, $change->setting, 'change', self::text($row, 'reason'), $change);
        }

        return $suggestions;
    }

    /** @param array<string, mixed> $row */
    private static function text(array $row, string $name): string
    {
        return is_string($row[$name] ?? null) ? $row[$name] : '';
    }
}
