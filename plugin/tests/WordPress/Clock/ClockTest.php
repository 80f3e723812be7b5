<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Clock;

use DynamicCache\Clock\LateWork;
use DynamicCache\Clock\PublicationTime;
use DynamicCache\Engine\Fill;
use DynamicCache\Tests\WordPress\Tags\RenderTestCase;

/** What the clock changes, with and without WordPress' cron. */
final class ClockTest extends RenderTestCase
{
    public function test_a_page_with_a_list_ends_when_the_next_post_is_due(): void
    {
        self::scheduled(7200);
        self::scheduled(3600);

        self::assertEqualsWithDelta(time() + 3600, $this->end_of(static fn() => get_posts(['numberposts' => 3])), 3);
    }

    public function test_the_posts_of_another_type_and_a_single_page_do_not_matter(): void
    {
        $post = self::post();
        self::scheduled(3600);

        self::assertNull($this->end_of(static fn() => get_posts(['post_type' => 'page', 'numberposts' => 3])));
        self::assertNull($this->end_of(static fn() => get_the_title($post)));
    }

    public function test_while_a_post_is_overdue_its_lists_live_a_minute(): void
    {
        $id = self::scheduled(3600);
        self::sql("UPDATE wp_posts SET post_date_gmt = '2026-01-01 00:00:00' WHERE ID = {$id}");

        self::assertEqualsWithDelta(time() + 60, $this->end_of(static fn() => get_posts(['numberposts' => 3])), 3);
    }

    public function test_a_post_that_nobody_published_is_published_and_purges(): void
    {
        $late = self::scheduled(3600);
        $soon = self::scheduled(3600);
        self::sql("UPDATE wp_posts SET post_date = '2026-01-01 00:00:00', post_date_gmt = '2026-01-01 00:00:00' WHERE ID = {$late}");
        clean_post_cache($late);
        $this->drain();
        self::late_work()->catch_up();

        self::assertSame(['publish', 'future'], [get_post_status($late), get_post_status($soon)]);
        self::assertContains("post:{$late}", array_map(static fn(string $tag): string => explode('~', $tag)[0], $this->flushed()));
    }

    public function test_the_database_is_asked_for_late_posts_once_in_ten_minutes(): void
    {
        self::late_work()->catch_up();
        $late = self::scheduled(3600);
        self::sql("UPDATE wp_posts SET post_date = '2026-01-01 00:00:00', post_date_gmt = '2026-01-01 00:00:00' WHERE ID = {$late}");
        clean_post_cache($late);
        self::late_work()->catch_up();
        $atOnce = get_post_status($late);
        (new LateWork([], static fn(): int => time() + 600))->catch_up();

        self::assertSame(['future', 'publish'], [$atOnce, get_post_status($late)]);
    }

    public function test_a_page_ends_in_time_where_another_plugin_keeps_the_schedule(): void
    {
        add_filter('pre_schedule_event', '__return_true');
        self::scheduled(3600);
        self::assertSame([], array_filter(_get_cron_array(), static fn(array $events): bool => isset($events['publish_future_post'])));

        self::assertEqualsWithDelta(time() + 3600, $this->end_of(static fn() => get_posts(['numberposts' => 3])), 3);
    }

    public function test_where_nothing_is_scheduled_the_database_is_not_asked_for_what_is_next(): void
    {
        $questions = [];
        add_filter('query', static function (string $sql) use (&$questions): string {
            $questions[] = $sql;

            return $sql;
        });
        $asked = static function () use (&$questions): array {
            return array_values(array_filter($questions, static fn(string $sql): bool => str_contains($sql, "'future'") && str_contains($sql, 'MIN(')));
        };
        self::assertNull($this->end_of(static fn() => get_posts(['numberposts' => 3])));
        self::assertSame([], $asked());
        self::scheduled(3600);
        $this->end_of(static fn() => get_posts(['numberposts' => 3]));

        self::assertCount(1, $asked());
    }

    public function test_our_events_run_once_when_they_are_an_hour_late(): void
    {
        $runs = 0;
        add_action('dynamic_cache_sweep', static function () use (&$runs): void {
            $runs++;
        });
        wp_clear_scheduled_hook('dynamic_cache_sweep');
        wp_schedule_event(time() - 600, 'hourly', 'dynamic_cache_sweep');
        self::late_work()->catch_up();
        $notYet = $runs;
        wp_clear_scheduled_hook('dynamic_cache_sweep');
        wp_schedule_event(time() - 4000, 'hourly', 'dynamic_cache_sweep');
        self::late_work()->catch_up();
        self::late_work()->catch_up();

        self::assertSame([0, 1], [$notYet, $runs]);
        self::assertGreaterThan(time(), wp_next_scheduled('dynamic_cache_sweep'));
    }

    public function test_two_requests_that_find_it_late_at_the_same_time_run_it_once(): void
    {
        $runs = 0;
        add_action('dynamic_cache_sweep', static function () use (&$runs): void {
            $runs++;
        });
        $due = time() - 4000;
        wp_clear_scheduled_hook('dynamic_cache_sweep');
        wp_schedule_event($due, 'hourly', 'dynamic_cache_sweep');
        $seenByBoth = get_option('cron');
        self::late_work()->catch_up();
        update_option('cron', $seenByBoth);
        self::late_work()->catch_up();

        self::assertSame(1, $runs);
    }

    public function test_nothing_of_it_is_done_in_a_request_that_shows_no_page(): void
    {
        self::late_work()->begin();
        self::assertFalse(has_action('shutdown'));
        Fill::begin(new Fill());
        self::late_work()->begin();
        Fill::end();

        self::assertNotFalse(has_action('shutdown'));
    }

    protected function setUp(): void
    {
        parent::setUp();
        remove_all_actions('shutdown');
    }

    private static function late_work(): LateWork
    {
        return new LateWork(['dynamic_cache_sweep'], time(...));
    }

    private static function scheduled(int $seconds): int
    {
        return self::post(['post_status' => 'future', 'post_date' => gmdate('Y-m-d H:i:s', time() + $seconds)]);
    }

    /** @param \Closure(): mixed $show */
    private function end_of(\Closure $show): ?int
    {
        $fill = $this->observe(static function () use ($show): void {
            (new PublicationTime(time(...)))->begin();
            $show();
            do_action('shutdown');
        });

        return $fill->expires_at();
    }
}
