<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

/** Months before and after, to which the arrows of a calendar lead. */
final class CalendarTest extends PurgeTestCase
{
    public function test_purges_the_calendar_of_this_month_when_its_arrow_leads_to_a_later_one_from_now_on(): void
    {
        self::keep_the_site_quiet();
        self::post(['post_date' => '2026-01-10 12:00:00']);
        $post = self::post(['post_date' => '2036-06-10 12:00:00', 'post_status' => 'future']);
        $this->drain();

        wp_publish_post($post);

        self::assertContains('calendar:post:' . wp_date('Y-m'), $this->flushed());
    }
}
