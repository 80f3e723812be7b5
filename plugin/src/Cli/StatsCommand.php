<?php

/** `wp dynamic-cache stats`: what the cache did, day by day; the figures of the dashboard. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Stats\Counting;
use DynamicCache\Stats\DaysReport;
use DynamicCache\Stats\Totals;

final class StatsCommand
{
    private const COLUMNS = ['day', 'hits', 'stale', 'misses', 'bypasses', 'from_cache', 'gap'];

    public function __construct(
        private readonly Terminal $terminal,
        private readonly Counting $counting,
    ) {}

    /**
     * Says what the cache did on the last days, and in all. The last row is the sum.
     *
     * ## OPTIONS
     *
     * [--days=<number>]
     * : How many days, today included.
     * ---
     * default: 7
     * ---
     *
     * [--format=<format>]
     * : How to print it; JSON and YAML name every reason too.
     * ---
     * default: table
     * options:
     *   - table
     *   - csv
     *   - json
     *   - yaml
     * ---
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache stats --days=30 --format=csv
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function stats(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $days = NumberOption::whole($this->terminal, $options, 'days', 7, 1, Totals::DAYS);
        $today = current_datetime();
        $report = DaysReport::of($this->counting->totals(), $today->modify('-' . ($days - 1) . ' days')->format('Y-m-d'), $today->format('Y-m-d'));
        $format = Terminal::format($options);
        if ($format === 'json' || $format === 'yaml') {
            $this->terminal->value(['days' => $report->days, 'total' => $report->total->counts(), 'gaps' => $report->gaps], $format);

            return;
        }
        $rows = array_map(static fn(array $day): array => self::row($day['day'], $day['counts'], in_array($day['day'], $report->gaps, true)), $report->days);
        $this->terminal->rows([...$rows, self::row('total', $report->total->counts(), $report->gaps !== [])], self::COLUMNS, $format);
    }

    /**
     * @param array<string, mixed> $counts of Stats\Tally::counts()
     *
     * @return array<string, string|int|bool|null>
     */
    private static function row(string $day, array $counts, bool $hasGap): array
    {
        $count = static fn(string $name): int => is_int($counts[$name] ?? null) ? $counts[$name] : 0;
        $cached = $count('hits') + $count('stale');
        $views = $cached + $count('misses');

        return [
            'day' => $day,
            'hits' => $count('hits'),
            'stale' => $count('stale'),
            'misses' => $count('misses'),
            'bypasses' => $count('bypasses'),
            'from_cache' => $views === 0 ? null : round(100 * $cached / $views) . '%',
            'gap' => $hasGap,
        ];
    }
}
