<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Clock;

use DynamicCache\Tags\Time\Midnight;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** The end of a day on the clock of the site, on the days on which that clock is put forward and back too. */
final class MidnightTest extends TestCase
{
    #[DataProvider('days')]
    public function test_a_day_ends_with_its_last_second(string $zone, string $now, string $end, int $seconds): void
    {
        $zone = new \DateTimeZone($zone);
        $from = (new \DateTimeImmutable($now, $zone))->getTimestamp();
        $midnight = Midnight::after($from, $zone);
        $day = static fn(int $time): string => (new \DateTimeImmutable("@{$time}"))->setTimezone($zone)->format('Y-m-d');

        self::assertSame($seconds, $midnight - $from);
        self::assertSame([$day($from), $end], [$day($midnight - 1), $day($midnight)]);
    }

    /** @return iterable<string, array{string, string, string, int}> */
    public static function days(): iterable
    {
        yield 'an ordinary day' => ['Europe/Berlin', '2026-11-21 23:59:59', '2026-11-22', 1];
        yield 'to daylight saving time: 23 hours' => ['Europe/Berlin', '2026-03-29 00:00:00', '2026-03-30', 23 * 3600];
        yield 'and back: 25 hours' => ['Europe/Berlin', '2026-10-25 00:00:00', '2026-10-26', 25 * 3600];
        yield 'within the hour that comes twice' => ['Europe/Berlin', '2026-10-25T02:30:00+02:00', '2026-10-26', 22 * 3600 + 1800];
        yield 'a day that begins at one o’clock' => ['Africa/Cairo', '2026-04-23 23:00:00', '2026-04-24', 3600];
        yield 'a day that lasts until midnight comes twice' => ['Africa/Cairo', '2026-10-29 12:00:00', '2026-10-30', 13 * 3600];
        yield 'half an hour of daylight saving time' => ['Australia/Lord_Howe', '2026-10-04 00:00:00', '2026-10-05', 23 * 3600 + 1800];
        yield 'a fixed distance' => ['+05:30', '2026-03-29 00:00:00', '2026-03-30', 86_400];
    }

    public function test_a_month_and_a_year_end_on_the_clock_of_the_site(): void
    {
        $zone = new \DateTimeZone('Pacific/Auckland');
        $now = (new \DateTimeImmutable('2026-12-31 23:30:00', $zone))->getTimestamp();

        self::assertSame([$now + 1800, $now + 1800], [Midnight::of_next_month($now, $zone), Midnight::of_next_year($now, $zone)]);
    }
}
