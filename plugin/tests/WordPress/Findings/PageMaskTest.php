<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Findings;

use DynamicCache\Findings\Pages\PageMask;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class PageMaskTest extends TestCase
{
    /** @return iterable<string, array{string, string}> */
    public static function harmless(): iterable
    {
        yield 'a nonce in a form' => ['<input type="hidden" name="_wpnonce" value="a1b2c3d4e5">', '<input type="hidden" name="_wpnonce" value="0011223344">'];
        yield 'a nonce in a script' => ['{"nonce":"a1b2c3d4e5","b":1}', '{"nonce":"0011223344","b":1}'];
        yield 'a nonce in an address' => ['<a href="?_wpnonce=a1b2c3d4e5">', '<a href="?_wpnonce=0011223344">'];
        yield 'a nonce of a security policy' => ['<script nonce="qwertyuiop+/=1">', '<script nonce="asdfghjkl+/==2">'];
        yield 'seconds' => ['<!-- rendered at 1795250000 -->', '<!-- rendered at 1795250001 -->'];
        yield 'milliseconds' => ['var t = 1795250000123;', 'var t = 1795250001456;'];
        yield 'a time' => ['<time datetime="2026-11-21T08:30:00+00:00">', '<time datetime="2026-11-21T08:30:02+00:00">'];
        yield 'a clock' => ['It is 08:30:00', 'It is 08:30:59'];
        yield 'how long it took' => ['<!-- 42 queries in 0.123 seconds -->', '<!-- 42 queries in 0.2 seconds -->'];
    }

    #[DataProvider('harmless')]
    public function test_nonces_and_times_are_no_difference(string $first, string $second): void
    {
        self::assertNull(self::difference("<p>\n{$first}\n</p>", "<p>\n{$second}\n</p>"));
    }

    /** @return iterable<string, array{string, string}> */
    public static function telling(): iterable
    {
        yield 'a name' => ['Hello Ann', 'Hello Bob'];
        yield 'a price' => ['EUR 10', 'EUR 12'];
        yield 'more at the end' => ['one', "one\ntwo"];
        yield 'less' => ["one\ntwo", 'one'];
        yield 'a count' => ['3 in your cart', '4 in your cart'];
        yield 'a number as long as a time' => ['call 1234567890', 'call 1234567891'];
        yield 'nothing at all' => ['', 'x'];
    }

    #[DataProvider('telling')]
    public function test_anything_else_is_one(string $first, string $second): void
    {
        self::assertNotNull(self::difference($first, $second));
    }

    public function test_the_first_line_that_differs_is_shown_from_both_renders_around_the_place(): void
    {
        $long = str_repeat('x ', 500);

        self::assertSame("- Hello Ann\n+ Hello Bob", self::difference("same\nHello Ann\nlast 1", "same\nHello Bob\nlast 2"));
        $shown = (string) self::difference("{$long}Ann{$long}", "{$long}Bob{$long}");
        self::assertStringContainsString('Ann', $shown);
        self::assertLessThan(260, strlen($shown));
    }

    public function test_what_could_be_a_secret_is_not_shown(): void
    {
        $shown = (string) self::difference('key is abcdefghijklmnopqrstuvwxyz012345 ann@example.org A', 'key is zyxwvutsrqponmlkjihgfedcba543210 bob@example.org B');

        self::assertSame("- key is * *@* A\n+ key is * *@* B", $shown);
        self::assertStringNotContainsString('abcdefgh', $shown);
        self::assertStringNotContainsString('ann', $shown);
    }

    public function test_a_page_of_one_huge_line_is_compared_all_the_same(): void
    {
        $huge = str_repeat('<b nonce="1234567890">1795250000</b>', 100_000);

        self::assertNull(self::difference($huge, $huge));
        self::assertNotNull(self::difference("{$huge}Ann", "{$huge}Bob"));
    }

    private static function difference(string $first, string $second): ?string
    {
        return PageMask::difference($first, $second, 1_795_250_000);
    }
}
