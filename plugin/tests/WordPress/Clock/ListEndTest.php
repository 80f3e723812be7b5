<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Clock;

use DynamicCache\Engine\Fill;
use DynamicCache\Tags\Time\Midnight;
use DynamicCache\Tests\WordPress\Tags\RenderTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** Lists that time alone changes: a page with one lives no longer than the list stays what it is, and not much shorter. */
final class ListEndTest extends RenderTestCase
{
    public function test_posts_of_the_last_week_end_when_the_oldest_of_them_is_a_week_old(): void
    {
        self::at('-6 days -23 hours');
        self::at('-2 days');

        self::assertEqualsWithDelta(time() + 3600, $this->end_of(['date_query' => [['after' => '1 week ago']]]), 3);
    }

    public function test_and_the_same_on_the_clock_of_greenwich(): void
    {
        update_option('timezone_string', 'America/New_York');
        self::at('-6 days -22 hours');

        self::assertEqualsWithDelta(time() + 7200, $this->end_of(['date_query' => [['after' => '1 week ago', 'column' => 'post_date']]]), 3602);
        self::assertEqualsWithDelta(time() + 7200, $this->end_of(['date_query' => [['after' => gmdate('Y-m-d H:i:s', time() - 7 * 86_400), 'column' => 'post_date_gmt']]]), 3602);
    }

    public function test_a_list_in_which_nothing_can_grow_too_old_does_not_end(): void
    {
        wp_delete_post(1, true);
        self::at('-10 days');

        self::assertNull($this->end_of(['date_query' => [['after' => '1 week ago']]]));
        self::assertNull($this->end_of(['orderby' => 'date']));
    }

    /** @param \Closure(): array<string, mixed> $query */
    #[DataProvider('queries_of_today')]
    public function test_posts_of_today_end_with_the_day_of_the_site(\Closure $query): void
    {
        update_option('timezone_string', 'Pacific/Auckland');
        self::at('-1 second');
        $zone = wp_timezone();
        $now = time();
        // PHP's own date() is Greenwich's, and code that writes a query may have either.
        $midnight = min(Midnight::after($now, $zone), Midnight::after($now, new \DateTimeZone('UTC')));

        self::assertEqualsWithDelta($midnight, $this->end_of($query()), 2);
    }

    /** @return iterable<string, array{\Closure(): array<string, mixed>}> */
    public static function queries_of_today(): iterable
    {
        yield 'year, month, day' => [static fn(): array => ['date_query' => [['year' => (int) current_time('Y'), 'month' => (int) current_time('m'), 'day' => (int) current_time('d')]]]];
        yield 'since this morning' => [static fn(): array => ['date_query' => [['after' => 'today', 'inclusive' => true]]]];
        yield 'on this day in other years' => [static fn(): array => ['monthnum' => (int) current_time('m'), 'day' => (int) current_time('d')]];
        yield 'of this week' => [static fn(): array => ['date_query' => [['week' => (int) current_time('W')]]]];
    }

    public function test_posts_of_this_month_end_with_it(): void
    {
        $end = $this->end_of(['date_query' => [['year' => (int) current_time('Y'), 'month' => (int) current_time('m')]]]);

        self::assertSame(current_datetime()->modify('first day of next month midnight')->getTimestamp(), $end);
    }

    public function test_events_to_come_end_when_the_next_one_is_over(): void
    {
        self::event('date', gmdate('Y-m-d H:i:s', time() + 5400));
        self::event('date', gmdate('Y-m-d H:i:s', time() + 90_000));
        self::event('stamp', (string) (time() + 1800));

        self::assertEqualsWithDelta(time() + 5400, $this->end_of(['meta_query' => [['key' => 'date', 'value' => gmdate('Y-m-d H:i:s'), 'compare' => '>=', 'type' => 'DATETIME']]]), 3);
        self::assertEqualsWithDelta(time() + 1800, $this->end_of(['meta_key' => 'stamp', 'meta_value' => (string) time(), 'meta_compare' => '>', 'meta_type' => 'NUMERIC']), 3);
    }

    public function test_events_that_have_days_end_at_midnight(): void
    {
        self::event('day', gmdate('Ymd', time() + 86_400));

        self::assertEqualsWithDelta(Midnight::after(time(), new \DateTimeZone('UTC')), $this->end_of(['meta_query' => [['key' => 'day', 'value' => gmdate('Ymd'), 'compare' => '>=']]]), 2);
    }

    public function test_times_that_are_compared_in_a_way_of_their_own_count_as_moving(): void
    {
        $between = static fn(string $from, string $to): array => ['meta_query' => [['key' => 'date', 'value' => [$from, $to], 'compare' => 'BETWEEN']]];

        self::assertEqualsWithDelta(time() + 60, $this->end_of($between(gmdate('Y-m-d H:i:s', time() - 7), gmdate('Y-m-d H:i:s', time() + 864_007))), 3);
        self::assertEqualsWithDelta(Midnight::after(time(), new \DateTimeZone('UTC')), $this->end_of($between('2020-01-01', '2020-02-01')), 2);
    }

    public function test_the_archive_of_a_day_that_was_asked_for_does_not_end(): void
    {
        $post = self::at('-1 second');

        self::assertNull($this->main_query_of(['year' => (int) get_the_date('Y', $post), 'monthnum' => (int) get_the_date('n', $post), 'day' => (int) get_the_date('j', $post)]));
    }

    public function test_a_calendar_ends_with_the_day_that_stands_out_in_it(): void
    {
        update_option('timezone_string', 'Europe/Berlin');
        self::at('-1 second');
        $calendar = fn(string $month): ?int => $this->calendar(...($month === '' ? [] : explode('-', $month)))->expires_at();
        $midnight = Midnight::after(time(), wp_timezone());

        self::assertSame([$midnight, $midnight, null], [$calendar(''), $calendar(current_datetime()->format('Y-m')), $calendar('2020-01')]);
        self::assertSame(current_datetime()->modify('first day of next month midnight')->getTimestamp(), $calendar(current_datetime()->modify('first day of next month')->format('Y-m')));
    }

    public function test_a_calendar_shows_the_month_that_was_asked_for_in_either_way(): void
    {
        self::assertContains('calendar:post:2025-03', $this->calendar('2025', '3')->tags());
        self::assertContains('calendar:post:2025-03', $this->calendar('', '', '202503')->tags());
    }

    private function calendar(string $year = '', string $month = '', string $both = ''): Fill
    {
        return $this->observe(static function () use ($year, $month, $both): void {
            [$GLOBALS['year'], $GLOBALS['monthnum'], $GLOBALS['m']] = [$year, $month, $both];
            get_calendar(['display' => false]);
        });
    }

    private static function at(string $when): int
    {
        $time = current_datetime()->modify($when);

        return self::post(['post_date' => $time->format('Y-m-d H:i:s')]);
    }

    private static function event(string $key, string $value): void
    {
        self::post(['meta_input' => [$key => $value]]);
    }

    /** @param array<string, mixed> $query */
    private function end_of(array $query): ?int
    {
        return $this->observe(static fn() => new \WP_Query($query))->expires_at();
    }

    /** @param array<string, mixed> $query */
    private function main_query_of(array $query): ?int
    {
        return $this->observe(static fn() => wp($query))->expires_at();
    }
}
