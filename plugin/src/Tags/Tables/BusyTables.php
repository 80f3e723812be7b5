<?php

/**
 * Tables of plugins that visits write to, again and again: counters, statistics, sessions. A page that prints a number which
 * every visit raises would go with every visit, and take all others with it. From some writes in an hour on such a table
 * counts as busy for a day: what visitors write purges nothing, and pages with it live no longer than a few minutes. What
 * editors and cron write purges as ever.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Tables;

final class BusyTables
{
    /** Seconds that a page lives which shows what is in a busy table. */
    public const LIFE = 300;

    /** Each has the time until which it is busy. */
    private const OPTION = 'dynamic_cache_busy_tables';

    /** Writes of visitors in the hour, by a sample. */
    private const COUNTS = 'dynamic_cache_table_writes';

    /** Writes of visitors in an hour from which on a table is busy. */
    private const MOST = 120;

    /** One of so many is counted. */
    private const SAMPLE = 10;

    private const HOUR = 3600;
    private const DAY = 86_400;

    private function __construct() {}

    /** Whether visits have written to it that often within a day. */
    public static function is_busy(string $table): bool
    {
        // Mostly there is no such option, for which the database would be asked.
        $option = wp_load_alloptions()[self::OPTION] ?? null;

        return (self::times($option)[$table] ?? 0) > time();
    }

    /** Whether whoever is writing may be one of many visitors, and nobody who looks at the page for what they wrote. */
    public static function is_visit(): bool
    {
        return !wp_doing_cron() && !(defined('WP_CLI') && constant('WP_CLI') === true)
            && (did_action('set_current_user') === 0 || !current_user_can('edit_posts'));
    }

    /** A visit wrote to the table. Whether it is busy from now on; its pages, which do not know, must go. */
    public static function count(string $table): bool
    {
        if (random_int(1, self::SAMPLE) !== 1) {
            return false;
        }
        $hour = intdiv(time(), self::HOUR);
        $counts = get_option(self::COUNTS);
        $counts = is_array($counts) && ($counts['hour'] ?? null) === $hour ? self::times($counts['tables'] ?? null) : [];
        $counts[$table] = ($counts[$table] ?? 0) + self::SAMPLE;
        update_option(self::COUNTS, ['hour' => $hour, 'tables' => $counts], false);
        if ($counts[$table] <= self::MOST) {
            return false;
        }
        $busy = array_filter(self::times(get_option(self::OPTION)), static fn(int $until): bool => $until > time());
        update_option(self::OPTION, (string) wp_json_encode([...$busy, $table => time() + self::DAY]), true);

        return true;
    }

    /** @return array<string, int> */
    private static function times(mixed $option): array
    {
        $times = [];
        $list = is_string($option) ? json_decode($option, true) : $option;
        foreach (is_array($list) ? $list : [] as $table => $time) {
            if (is_int($time)) {
                $times[(string) $table] = $time;
            }
        }

        return $times;
    }
}
