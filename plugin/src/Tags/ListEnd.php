<?php

/**
 * When a list becomes another one because time goes by: "posts of today", "of the last seven days", "events that are
 * still to come". Core writes such times into the SQL as if they were fixed. Taken for moving, the list changes first
 * when the next date that it compares with has been reached, and that is in the database.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

use DynamicCache\Database;

final class ListEnd
{
    private const DAY = 86_400;

    /** Seconds that a list lives whose times near now are not understood. */
    private const UNKNOWN = 60;

    /** Seconds around now: two days. */
    private const NEAR = 172_800;

    public function __construct(private readonly \DateTimeZone $zone) {}

    /** Unix seconds; null: never. */
    public function of(SeenQuery $query): ?int
    {
        // What it compares with was worked out a moment before it was asked.
        $now = $query->asked - 1;
        $ends = [];
        foreach (SqlTimes::of($query->sql) as $time => $subject) {
            $ends[] = $subject === '' ? $this->unknown((string) $time, $now) : $this->reached((string) $time, $subject, $query->types(), $now);
        }
        $part = $query->hasDatesOfAddress ? null : SqlTimes::smallest_part($query->sql);
        $ends[] = match ($part) {
            'hour' => $now - $now % 60 + 60,
            'day' => $this->midnight($now),
            'month' => min(Midnight::of_next_month($now, $this->zone), Midnight::of_next_month($now, new \DateTimeZone('UTC'))),
            'year' => min(Midnight::of_next_year($now, $this->zone), Midnight::of_next_year($now, new \DateTimeZone('UTC'))),
            null => null,
        };
        $ends = array_filter($ends, is_int(...));

        return $ends === [] ? null : min($ends);
    }

    /** Of the site, or of PHP's `date()`, which is Greenwich's in WordPress. */
    private function midnight(int $now): int
    {
        return min(Midnight::after($now, $this->zone), Midnight::after($now, new \DateTimeZone('UTC')));
    }

    private function unknown(string $time, int $now): int
    {
        return $this->is_day($time, '') || abs(self::seconds($time) - $now) > self::NEAR ? $this->midnight($now) : $now + self::UNKNOWN;
    }

    /**
     * When the next date has been reached. A time that moves by days jumps at midnight; any other one may move by seconds.
     *
     * @param list<string> $types
     */
    private function reached(string $time, string $subject, array $types, int $now): ?int
    {
        $next = $this->next($time, $subject, $types);
        if ($next === null) {
            return null;
        }
        if (strlen($next) < 8 || self::seconds($next) === 0) {
            return $this->unknown($time, $now);
        }
        $wait = max(1, self::seconds($next) - self::seconds($time));
        if ($this->is_day($time, $subject)) {
            return $this->midnight($now) + max(0, intdiv($wait - 1, self::DAY) - 1) * self::DAY;
        }
        // On the clock of the wall: where it is put forward meanwhile, that is an hour less.
        $then = (new \DateTimeImmutable("@{$now}"))->setTimezone($this->zone);
        $shift = $then->modify("+{$wait} seconds")->getOffset() - $then->getOffset();

        return $now + max(1, $wait - max(0, $shift));
    }

    /** @param list<string> $types */
    private function next(string $time, string $subject, array $types): ?string
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

    /** Whether it is the beginning or the last second of a day: where the post is, or in Greenwich. */
    private function is_day(string $time, string $subject): bool
    {
        $isUnix = ctype_digit($time) && strlen($time) === 10;
        $isAtZero = !$isUnix && in_array(substr($time, 11), ['', '00:00', '00:00:00', '23:59', '23:59:59'], true);
        $isAbsolute = $isUnix || str_ends_with($subject, '_gmt');
        $local = (new \DateTimeImmutable('@' . self::seconds($time)))->setTimezone($this->zone)->format('H:i:s');

        return $isAtZero || ($isUnix && self::seconds($time) % self::DAY === 0) || ($isAbsolute && in_array($local, ['00:00:00', '23:59:59'], true));
    }

    /** As if the clock of the wall were Greenwich's: for distances. */
    private static function seconds(string $time): int
    {
        return ctype_digit($time) && strlen($time) === 10 ? (int) $time : (int) strtotime("{$time} UTC");
    }
}
