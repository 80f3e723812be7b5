<?php

/** Whether WordPress' cron does what the cache leaves to it: the hourly sweep, and what the edge has not been told. */

declare(strict_types=1);

namespace DynamicCache\Health;

use DynamicCache\Edge\Schedule;
use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Purge\Upkeep\Sweep;

final class CronRuns
{
    /** Seconds that an event may be late: a site without visits has no cron, and nothing to sweep. */
    private const LATE = 7200;

    /** @return list<Finding> */
    public static function findings(bool $isEnabled, int $now): array
    {
        if (!$isEnabled) {
            return [];
        }
        $next = wp_next_scheduled(Sweep::EVENT);
        if ($next === false) {
            return [new Finding('cron-missing', FindingStatus::Warning, __('The cache is never tidied up', 'ai-wp-dynamic-cache'), __('Its hourly event is not in the schedule.', 'ai-wp-dynamic-cache'), __('Open any screen of wp-admin: the event is put back.', 'ai-wp-dynamic-cache'))];
        }
        $due = array_filter([$next, wp_next_scheduled(Schedule::EVENT)], is_int(...));
        $late = $now - min($due);
        if ($late <= self::LATE) {
            return [new Finding('cron', FindingStatus::Good, __('Scheduled work of the cache is done', 'ai-wp-dynamic-cache'), '', '')];
        }

        return [new Finding(
            'cron-late',
            FindingStatus::Warning,
            __('Scheduled work of the cache is late', 'ai-wp-dynamic-cache'),
            /* translators: %s: a span of time, as 3 hours */
            sprintf(__('It has been due for %s. Disk space is not freed, and what the edge could not be told waits.', 'ai-wp-dynamic-cache'), human_time_diff($now - $late, $now)),
            __('Let the server call wp-cron.php every few minutes, or remove DISABLE_WP_CRON.', 'ai-wp-dynamic-cache'),
        )];
    }
}
