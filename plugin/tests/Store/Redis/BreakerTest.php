<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Redis;

use DynamicCache\Store\RedisBreaker;
use DynamicCache\Store\RedisClient;
use DynamicCache\Store\UnableToAskRedis;
use PHPUnit\Framework\TestCase;

final class BreakerTest extends TestCase
{
    public function test_a_process_that_goes_on_asks_again_after_the_pause_and_not_before(): void
    {
        $late = new class implements RedisClient {
            private int $asked = 0;

            public function ask(array $commands): array
            {
                return ++$this->asked === 1 ? throw UnableToAskRedis::late() : ['PONG'];
            }
        };
        $now = 1_795_000_000;
        $breaker = new RedisBreaker($late, sys_get_temp_dir() . '/dynamic-cache-no-breaker-' . bin2hex(random_bytes(4)), static function () use (&$now): int {
            return $now;
        });

        $answers = array_map(static function (int $seconds) use (&$now, $breaker): string {
            $now += $seconds;

            return self::answer_of($breaker);
        }, [0, RedisBreaker::PAUSE - 1, 1, 0]);

        self::assertSame(['it was late', 'it did not answer a moment ago', 'PONG', 'PONG'], $answers);
    }

    private static function answer_of(RedisBreaker $breaker): string
    {
        try {
            return implode(' ', array_filter($breaker->ask([['PING']]), is_string(...)));
        } catch (UnableToAskRedis $failure) {
            return $failure->isLate ? 'it was late' : $failure->getMessage();
        }
    }
}
