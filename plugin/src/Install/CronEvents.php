<?php

/** The events that the plugin has in WordPress' schedule; every one of them has a name that begins with our prefix. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class CronEvents
{
    /** Takes them out; whoever needs one puts it back when the plugin runs again. */
    public static function remove_ours(): void
    {
        $cron = get_option('cron');
        foreach (is_array($cron) ? $cron : [] as $events) {
            foreach (is_array($events) ? array_keys($events) : [] as $hook) {
                if (str_starts_with((string) $hook, 'dynamic_cache_')) {
                    wp_unschedule_hook((string) $hook);
                }
            }
        }
    }
}
