<?php

/** How often the host is measured by itself. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

enum Schedule: string
{
    case Off = 'off';
    case Daily = 'daily';
    case Weekly = 'weekly';

    public const EVENT = 'dynamic_cache_benchmark_due';

    public static function now(): self
    {
        $recurrence = wp_get_schedule(self::EVENT);

        return self::tryFrom((string) $recurrence) ?? self::Off;
    }

    /** The first run comes after one interval, in the night of the site where that is known. */
    public function set(): void
    {
        wp_clear_scheduled_hook(self::EVENT);
        if ($this !== self::Off) {
            $night = new \DateTimeImmutable($this === self::Daily ? 'tomorrow 03:00' : '+7 days 03:00', wp_timezone());
            wp_schedule_event($night->getTimestamp(), $this->value, self::EVENT);
        }
    }
}
