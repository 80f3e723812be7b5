<?php

/** The interval of WordPress' cron at which counting and the line to the Worker go on; core has none below an hour. */

declare(strict_types=1);

namespace DynamicCache;

final class EveryFiveMinutes implements Feature
{
    public const NAME = 'dynamic_cache_five_minutes';

    public function boot(): void
    {
        add_filter('cron_schedules', self::with_interval(...));
    }

    /**
     * @param array<mixed> $schedules
     *
     * @return array<mixed>
     */
    private static function with_interval(array $schedules): array
    {
        return $schedules + [self::NAME => [
            'interval' => 300,
            // Translations come with init; core asks before.
            'display' => did_action('init') > 0 ? __('Every five minutes', 'ai-wp-dynamic-cache') : 'Every five minutes',
        ]];
    }
}
