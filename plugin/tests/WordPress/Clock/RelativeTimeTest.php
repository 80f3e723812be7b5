<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Clock;

use DynamicCache\Tags\Time\RelativeTime;
use DynamicCache\Tests\WordPress\Tags\RenderTestCase;

/** "5 minutes ago": against core's own function, second by second. */
final class RelativeTimeTest extends RenderTestCase
{
    private const SPANS = [0, 1, 2, 30, 58, 59, 60, 61, 89, 90, 91, 329, 330, 3569, 3570, 3599, 3600, 5399, 5400, 86_399, 86_400, 129_600, 604_799, 604_800, 900_000, 2_591_999, 2_592_000, 20_000_000, 31_535_999, 31_536_000, 50_000_000];

    public function test_the_words_for_the_past_hold_until_then_and_not_a_second_longer(): void
    {
        foreach (self::SPANS as $span) {
            $holds = RelativeTime::holds($span, true);
            self::assertSame(self::words($span), self::words($span + $holds - 1), "{$span}");
            if ($span > 0) {
                self::assertNotSame(self::words($span), self::words($span + $holds), "{$span}");
            }
        }
    }

    public function test_the_words_for_what_is_to_come_hold_until_then(): void
    {
        foreach (self::SPANS as $span) {
            $holds = RelativeTime::holds($span, false);
            self::assertSame(self::words($span), self::words(max(0, $span - $holds + 1)), "{$span}");
        }
    }

    public function test_a_page_ends_when_its_words_become_wrong(): void
    {
        $now = time();
        $fill = $this->observe(static fn() => print human_time_diff($now - 300));

        self::assertEqualsWithDelta($now + 30, $fill->expires_at(), 2);
    }

    private static function words(int $span): string
    {
        return human_time_diff(1_000_000_000, 1_000_000_000 + $span);
    }
}
