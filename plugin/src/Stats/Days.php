<?php

/** From Unix seconds to calendar days of the site. */

declare(strict_types=1);

namespace DynamicCache\Stats;

final class Days
{
    private int $start = 0;
    private int $end = 0;
    private string $day = '';

    public function __construct(private readonly \DateTimeZone $zone) {}

    public function of(int $time): string
    {
        // Records come in the order of time, and a day of a hundred thousand is asked for a hundred thousand times.
        if ($time < $this->start || $time >= $this->end) {
            $midnight = $this->date($time)->setTime(0, 0);
            $this->start = $midnight->getTimestamp();
            $this->end = $midnight->modify('+1 day')->getTimestamp();
            $this->day = $midnight->format('Y-m-d');
        }

        return $this->day;
    }

    /** The oldest day whose figures are kept. */
    public function first_kept(int $now): string
    {
        return $this->date($now)->setTime(0, 0)->modify('-' . (Totals::DAYS - 1) . ' days')->format('Y-m-d');
    }

    /** @param \Closure(string): void $visit */
    public function each_since(int $from, int $to, \Closure $visit): void
    {
        foreach (self::between(max($this->first_kept($to), $this->of($from)), $this->of($to)) as $day) {
            $visit($day);
        }
    }

    /** @return list<string> both included */
    public static function between(string $from, string $to): array
    {
        $utc = new \DateTimeZone('UTC');
        $last = new \DateTimeImmutable($to, $utc);
        $days = [];
        for ($day = new \DateTimeImmutable($from, $utc); $day <= $last; $day = $day->modify('+1 day')) {
            $days[] = $day->format('Y-m-d');
        }

        return $days;
    }

    /** Days from one date to a later one. */
    public static function distance(string $from, string $to): int
    {
        $utc = new \DateTimeZone('UTC');
        $seconds = (new \DateTimeImmutable($to, $utc))->getTimestamp() - (new \DateTimeImmutable($from, $utc))->getTimestamp();

        return intdiv($seconds, 86_400);
    }

    private function date(int $time): \DateTimeImmutable
    {
        return (new \DateTimeImmutable("@{$time}"))->setTimezone($this->zone);
    }
}
