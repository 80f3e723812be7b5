<?php

/**
 * Where a day, a month, a year or an hour ends. In zones that put their clocks forward at midnight a day begins at one
 * o'clock, and days have 23 or 25 hours: never a number of seconds. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Time;

final class Midnight
{
    /**
     * The first second of the next day.
     *
     * @param int $now Unix seconds
     *
     * @return int Unix seconds
     */
    public static function after(int $now, \DateTimeZone $zone): int
    {
        return self::at($now, $zone)->modify('tomorrow')->getTimestamp();
    }

    /** When the next month begins; in and out as with after(). */
    public static function of_next_month(int $now, \DateTimeZone $zone): int
    {
        return self::at($now, $zone)->modify('first day of next month midnight')->getTimestamp();
    }

    /** When the next year begins; in and out as with after(). */
    public static function of_next_year(int $now, \DateTimeZone $zone): int
    {
        return self::at($now, $zone)->modify('first day of january next year midnight')->getTimestamp();
    }

    private static function at(int $now, \DateTimeZone $zone): \DateTimeImmutable
    {
        return (new \DateTimeImmutable("@{$now}"))->setTimezone($zone);
    }
}
