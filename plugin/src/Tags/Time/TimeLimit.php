<?php

/**
 * How long an answer stays what it is that compares a time with what is in the database. Times are taken for moving with
 * the clock, as SQL does not say whether they do: the answer is another one when the next value has been reached.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Time;

final class TimeLimit
{
    private const DAY = 86_400;

    /** Seconds that an answer lives whose times near now are not understood. */
    private const UNKNOWN = 60;

    /** Seconds around now: two days. */
    private const NEAR = 172_800;

    public function __construct(private readonly \DateTimeZone $zone) {}

    /** Of the site, or of PHP's `date()`, which is Greenwich's in WordPress. */
    public function midnight(int $now): int
    {
        return min(Midnight::after($now, $this->zone), Midnight::after($now, new \DateTimeZone('UTC')));
    }

    /**
     * Where a condition asks for a part of a date.
     *
     * @param 'hour'|'day'|'month'|'year' $part
     */
    public function end_of(string $part, int $now): int
    {
        return match ($part) {
            'hour' => $now - $now % 60 + 60,
            'day' => $this->midnight($now),
            'month' => min(Midnight::of_next_month($now, $this->zone), Midnight::of_next_month($now, new \DateTimeZone('UTC'))),
            'year' => min(Midnight::of_next_year($now, $this->zone), Midnight::of_next_year($now, new \DateTimeZone('UTC'))),
        };
    }

    /** @param string $time compared with something that nobody can ask for; empty: some time of now */
    public function unknown(string $time, int $now): int
    {
        return $time !== '' && ($this->is_day($time, false) || abs(self::seconds($time) - $now) > self::NEAR) ? $this->midnight($now) : $now + self::UNKNOWN;
    }

    /**
     * When the next value has been reached. A time that moves by days jumps at midnight; any other one may move by seconds.
     *
     * @param string|null $next value behind the time; null: there is none
     * @param bool $isAbsolute both are Greenwich's
     *
     * @return int|null Unix seconds; null: never
     */
    public function reached(string $time, ?string $next, bool $isAbsolute, int $now): ?int
    {
        if ($next === null) {
            return null;
        }
        if (strlen($next) < 8 || self::seconds($next) === 0) {
            return $this->unknown($time, $now);
        }
        $wait = max(1, self::seconds($next) - self::seconds($time));
        if ($this->is_day($time, $isAbsolute)) {
            return $this->midnight($now) + max(0, intdiv($wait - 1, self::DAY) - 1) * self::DAY;
        }

        return $this->later($now, $wait);
    }

    /** @param int $wait seconds on the clock of the wall: where it is put forward meanwhile, that is an hour less */
    public function later(int $now, int $wait): int
    {
        $then = (new \DateTimeImmutable("@{$now}"))->setTimezone($this->zone);
        $shift = $then->modify("+{$wait} seconds")->getOffset() - $then->getOffset();

        return $now + max(1, $wait - max(0, $shift));
    }

    /** Whether it is the beginning or the last second of a day: where the post is, or in Greenwich. */
    private function is_day(string $time, bool $isAbsolute): bool
    {
        $isUnix = ctype_digit($time) && strlen($time) === 10;
        $isAtZero = !$isUnix && in_array(substr($time, 11), ['', '00:00', '00:00:00', '23:59', '23:59:59'], true);
        $local = (new \DateTimeImmutable('@' . self::seconds($time)))->setTimezone($this->zone)->format('H:i:s');

        return $isAtZero || ($isUnix && self::seconds($time) % self::DAY === 0) || (($isUnix || $isAbsolute) && in_array($local, ['00:00:00', '23:59:59'], true));
    }

    /** As if the clock of the wall were Greenwich's: for distances. */
    private static function seconds(string $time): int
    {
        return ctype_digit($time) && strlen($time) === 10 ? (int) $time : (int) strtotime("{$time} UTC");
    }
}
