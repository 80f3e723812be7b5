<?php

/**
 * When a list becomes another one because time goes by: "posts of today", "of the last seven days", "events that are
 * still to come". Core writes such times into the SQL as if they were fixed. Taken for moving, the list changes first
 * when the next date that it compares with has been reached, and that is in the database.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Queries;

use DynamicCache\Database;
use DynamicCache\Tags\Sql\SqlTimes;
use DynamicCache\Tags\Time\TimeLimit;

final class ListEnd
{
    private readonly TimeLimit $limit;

    public function __construct(\DateTimeZone $zone)
    {
        $this->limit = new TimeLimit($zone);
    }

    /** Unix seconds; null: never. */
    public function of(SeenQuery $query): ?int
    {
        // What it compares with was worked out a moment before it was asked.
        $now = $query->asked - 1;
        $ends = [];
        foreach (SqlTimes::of($query->sql) as $time => $subject) {
            $time = (string) $time;
            $ends[] = $subject === '' ? $this->limit->unknown($time, $now) : $this->limit->reached($time, self::next($time, $subject, $query->types()), str_ends_with($subject, '_gmt'), $now);
        }
        $part = $query->hasDatesOfAddress ? null : SqlTimes::smallest_part($query->sql);
        $ends[] = $part === null ? null : $this->limit->end_of($part, $now);
        $ends = array_filter($ends, is_int(...));

        return $ends === [] ? null : min($ends);
    }

    /** @param list<string> $types */
    private static function next(string $time, string $subject, array $types): ?string
    {
        $database = Database::connection();
        $types = $types === [ListTags::ANY_TYPE] ? array_values(get_post_types()) : $types;
        $sql = str_starts_with($subject, 'meta.')
            ? $database->prepare('SELECT MIN(meta_value) FROM %i WHERE meta_key = %s AND meta_value > %s', $database->postmeta, substr($subject, strlen('meta.')), $time)
            : $database->prepare(
                'SELECT MIN(%i) FROM %i WHERE post_type IN (' . implode(',', array_fill(0, count($types), '%s')) . ") AND post_status IN ('publish', 'private', 'inherit') AND %i > %s",
                $subject,
                $database->posts,
                ...[...$types, $subject, $time],
            );
        $next = $database->get_var((string) $sql);

        return is_string($next) ? $next : null;
    }
}
