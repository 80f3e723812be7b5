<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

/** What the clock will change on a page ends its life then. */
final class PageLifeTest extends RenderTestCase
{
    public function test_a_nonce_that_is_printed_ends_the_pages_life_with_its_tick(): void
    {
        $printed = $this->observe(static function (): void {
            echo esc_html(wp_create_nonce('contact'));
        });
        $made = $this->observe(static fn(): string => wp_create_nonce('contact'));

        $halfLife = 43_200;
        self::assertSame((int) (ceil(time() / $halfLife) * $halfLife), $printed->expires_at());
        self::assertNull($made->expires_at());
    }

    public function test_the_time_of_now_ends_the_pages_life_and_the_time_of_a_post_does_not(): void
    {
        $now = $this->observe(static fn() => wp_date('H:i'));
        $post = self::post(['post_date' => current_time('mysql')]);
        $dated = $this->observe(static fn() => [get_the_title($post), get_the_date('c', $post)]);

        self::assertSame(0, ($now->expires_at() ?? 1) % 60, 'the end of the minute');
        self::assertEqualsWithDelta(time() + 30, $now->expires_at(), 33);
        self::assertNull($dated->expires_at());
    }

    public function test_a_form_that_closes_by_age_ends_the_pages_life_then(): void
    {
        update_option('close_comments_for_old_posts', '1');
        update_option('close_comments_days_old', '14');
        $post = self::post(['post_date' => gmdate('Y-m-d H:i:s', time() - 86_400), 'comment_status' => 'open']);

        $fill = $this->observe(static fn() => comments_open($post));

        self::assertEqualsWithDelta(time() + 13 * 86_400, $fill->expires_at(), 5);
    }
}
