<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Edge\Breaker;

final class BreakerTest extends EdgeTestCase
{
    public function test_pauses_double_up_to_an_hour_and_half_of_each_is_chance(): void
    {
        self::assertSame([5, 10, 20, 40], array_map(static fn(int $failures): int => Breaker::pause($failures, 1.0), [1, 2, 3, 4]));
        self::assertSame(3, Breaker::pause(1, 0.0));
        self::assertSame(3600, Breaker::pause(12, 1.0));
        self::assertSame(1800, Breaker::pause(1_000_000, 0.0));
    }

    public function test_all_processes_share_one_pause(): void
    {
        $until = self::breaker()->trip($this->now);

        self::assertTrue(self::breaker()->is_open($until - 1));
        self::assertFalse(self::breaker()->is_open($until));
    }

    public function test_an_answer_makes_the_next_pause_short_again(): void
    {
        $breaker = self::breaker();
        $breaker->trip($this->now);
        $breaker->trip($this->now);
        $breaker->reset();

        self::assertFalse($breaker->is_open($this->now));
        self::assertSame($this->now + 5, $breaker->trip($this->now));
    }

    public function test_r_36_a_worker_that_is_away_for_a_day_is_still_asked_on_the_next(): void
    {
        $breaker = self::breaker();
        $attempts = 0;
        for ($now = $this->now; $now < $this->now + 2 * 86_400; $now = $breaker->trip($now)) {
            $attempts++;
        }

        self::assertGreaterThan(48, $attempts);
        self::assertLessThan(70, $attempts);
    }

    private static function breaker(): Breaker
    {
        return new Breaker(static fn(): float => 1.0);
    }
}
