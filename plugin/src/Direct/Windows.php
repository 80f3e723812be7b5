<?php

/**
 * Spans of time that a web server can tell from its own clock: the seconds since 1970 without their last digits. The names
 * under which it looks for pages have one in them and are made ahead, a few at a time. When nobody makes new ones, because
 * cron has stopped or WordPress is broken, the last one ends and PHP answers again; and no page is left in the tree that
 * ends before they do. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Direct;

final class Windows
{
    /** That are left out: windows of 1,000 seconds. */
    public const DIGITS = 3;

    /** Of the digits that are left, until the year 2286. */
    public const LENGTH = 7;

    private const SECONDS = 1000;

    /** With the one that is under way. */
    private const AHEAD = 4;

    /** Unix seconds at which the last window ends that is made now. */
    public static function end(int $now): int
    {
        return (intdiv($now, self::SECONDS) + self::AHEAD) * self::SECONDS;
    }

    /**
     * @param string $rules name of the rules
     *
     * @return list<string> the names under which pages may be looked for until end()
     */
    public static function names(string $rules, int $now): array
    {
        $first = intdiv($now, self::SECONDS);

        return array_map(static fn(int $window): string => "{$rules}-{$window}", range($first, $first + self::AHEAD - 1));
    }
}
