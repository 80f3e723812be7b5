<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\StyleRun;
use PHPUnit\Framework\TestCase;

/** Which part of a page others are taken to have as well. */
final class StyleRunTest extends TestCase
{
    public function test_it_is_the_longest_run_of_styles_in_the_head(): void
    {
        $run = self::style(5_000) . "\n" . self::style(20) . " \r\n\t" . self::style(4_000);
        $short = self::style(8_500);

        self::assertSame($run, self::found("<html><head><title>t</title>{$short}<meta>{$run}\n<link>{$short}</head><body></body></html>"));
        self::assertSame($run, self::found("<html><head>{$run}<meta>{$short}</head></html>"));
        self::assertSame($run, self::found("{$run}</head>"));
    }

    public function test_whatever_is_between_two_styles_ends_a_run(): void
    {
        foreach (['<meta>', 'x', '<!-- -->', "\0"] as $between) {
            self::assertNull(self::found('<head>' . self::style(8_000) . $between . self::style(8_000) . '</head>'));
        }
    }

    public function test_styles_of_the_body_are_none_of_the_head(): void
    {
        self::assertNull(self::found('<head></head>' . self::style(10_000)));
        self::assertNull(self::found('<head>' . self::style(10_000)));
        // One that a text of the head seems to end within is left alone.
        self::assertNull(self::found('<head><style>' . str_repeat('a', 9_000) . '</head>' . str_repeat('a', 9_000) . '</style></head>'));
    }

    public function test_one_that_is_not_closed_is_none(): void
    {
        self::assertNull(self::found('<head>' . self::style(9_000) . '<style>' . str_repeat('a', 9_000) . '</head>'));
        self::assertSame(self::style(9_000), self::found('<head>' . self::style(9_000) . '<meta><style>' . str_repeat('a', 9_000) . '</head>'));
    }

    public function test_a_run_that_is_too_short_or_too_long_is_none(): void
    {
        $frame = strlen(self::style(0));
        foreach ([StyleRun::LEAST - 1 => false, StyleRun::LEAST => true, StyleRun::MOST => true, StyleRun::MOST + 1 => false] as $length => $isOne) {
            $run = self::style($length - $frame);
            self::assertSame($isOne ? $run : null, self::found("<head>{$run}</head>"), "{$length} bytes");
        }
    }

    public function test_a_page_that_is_nothing_but_openings_is_looked_through_once(): void
    {
        $startedAt = hrtime(true);
        self::assertNull(self::found(str_repeat('<style>', 300_000) . '</head>'));
        self::assertNull(self::found(str_repeat('<style></style>x', 100_000) . '</head>'));

        self::assertLessThan(2_000_000_000, hrtime(true) - $startedAt);
    }

    private static function found(string $body): ?string
    {
        $run = StyleRun::of($body);

        return $run === null ? null : substr($body, ...$run);
    }

    private static function style(int $length): string
    {
        return '<style id="a">' . str_repeat('a', $length) . '</style>';
    }
}
