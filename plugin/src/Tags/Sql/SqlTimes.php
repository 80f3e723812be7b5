<?php

/** Times that a query for posts compares something with. Whether they are fixed or move with the clock, SQL does not say. Pure. */

declare(strict_types=1);

namespace DynamicCache\Tags\Sql;

final class SqlTimes
{
    private const TIME = '[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?|[12][0-9]{3}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|1[0-9]{9}';
    private const COMPARES = '(?:[<>]=?|!?=)';

    /** Parts of a date, the smallest first, with the functions that ask for them. */
    private const PARTS = ['hour' => 'HOUR|MINUTE|SECOND|DATE_FORMAT', 'day' => 'DAYOFMONTH|DAYOFYEAR|DAYOFWEEK|WEEKDAY|WEEK', 'month' => 'MONTH', 'year' => 'YEAR'];

    /** Whether the clock may have a say in it: of() or smallest_part() gives something. */
    public static function has_any(string $sql): bool
    {
        return self::of($sql) !== [] || self::asks_for(implode('|', self::PARTS), $sql);
    }

    /**
     * @return array<array-key, string> time as it is written → what is compared with it: a column of the table of posts,
     *     `meta.KEY`, or '' where that is not understood
     */
    public static function of(string $sql): array
    {
        [$time, $compares] = [self::TIME, self::COMPARES];
        if (preg_match_all("/'({$time})'/", $sql, $all) === 0) {
            return [];
        }
        preg_match_all("/\\b(post_(?:date|modified)(?:_gmt)?)\\s*{$compares}\\s*'({$time})'/", $sql, $columns);
        preg_match_all("/\\b(\\w+)\\.meta_key = '([^']*)' AND (?:CAST\\()?\\1\\.meta_value(?: AS [A-Z0-9(), ]+\\))? {$compares} '({$time})'/", $sql, $meta);

        return array_combine($meta[3], array_map(static fn(string $key): string => "meta.{$key}", $meta[2]))
            + array_combine($columns[2], $columns[1])
            + array_fill_keys($all[1], '');
    }

    /**
     * What parts of a date conditions ask for (`DAYOFMONTH( post_date ) = 21`).
     *
     * @return 'hour'|'day'|'month'|'year'|null the smallest of them
     */
    public static function smallest_part(string $sql): ?string
    {
        foreach (self::PARTS as $part => $functions) {
            if (self::asks_for($functions, $sql)) {
                return $part;
            }
        }

        return null;
    }

    /** @param string $functions names of them, with bars between */
    private static function asks_for(string $functions, string $sql): bool
    {
        return preg_match("/\\b(?:{$functions})\\s*\\([^)]*\\bpost_(?:date|modified)/", $sql) === 1;
    }
}
