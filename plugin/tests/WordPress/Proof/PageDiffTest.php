<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Proof;

use DynamicCache\Proof\PageDiff;
use PHPUnit\Framework\TestCase;

final class PageDiffTest extends TestCase
{
    public function test_the_lines_between_what_is_the_same_are_shown(): void
    {
        self::assertSame("- b\n+ x\n+ y", PageDiff::of("a\nb\nc", "a\nx\ny\nc"));
        self::assertSame('- b', PageDiff::of("a\nb\nc", "a\nc"));
        self::assertSame('', PageDiff::of("a\nb", "a\nb"));
    }

    public function test_a_long_line_is_shown_around_the_place_where_it_differs(): void
    {
        $same = str_repeat('word ', 5000);
        $diff = PageDiff::of("{$same}old{$same}", "{$same}new{$same}");

        self::assertStringContainsString('word old', $diff);
        self::assertStringContainsString('word new', $diff);
        self::assertLessThan(500, strlen($diff));
    }

    public function test_many_lines_are_counted_instead_of_shown(): void
    {
        self::assertStringContainsString('- … 94', PageDiff::of(implode("\n", range(1, 100)), ''));
    }

    public function test_neither_addresses_of_people_nor_long_random_words_are_shown(): void
    {
        $diff = PageDiff::of('<p>Jane.Doe+x@example.org</p>', '<p>' . bin2hex(random_bytes(20)) . "</p>\x1b[31m");

        self::assertSame("- <p>*@*</p>\n+ <p>*</p> [31m", $diff);
    }

    public function test_bytes_that_are_no_text_do_not_break_the_evidence(): void
    {
        self::assertNotFalse(json_encode(PageDiff::of("a\xff\xfe", "ä\xc3"), JSON_THROW_ON_ERROR));
    }
}
