<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use DynamicCache\Engine\HttpDate;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** RFC 9110 §5.6.7. */
final class HttpDateTest extends TestCase
{
    public function test_reads_what_it_writes_and_the_two_old_forms(): void
    {
        $time = 784_111_777;
        self::assertSame('Sun, 06 Nov 1994 08:49:37 GMT', HttpDate::of($time));

        self::assertSame($time, HttpDate::parse('Sun, 06 Nov 1994 08:49:37 GMT'));
        self::assertSame($time, HttpDate::parse('Sunday, 06-Nov-94 08:49:37 GMT'));
        self::assertSame($time, HttpDate::parse('Sun Nov  6 08:49:37 1994'));
    }

    /** @return array<string, array{string}> */
    public static function others(): array
    {
        return [
            'nothing' => [''],
            'a word' => ['yesterday'],
            'another day of the week, which PHP takes for the next one of that name' => ['Sat, 06 Nov 1994 08:49:37 GMT'],
            'a day that the month does not have' => ['Wed, 31 Feb 2026 00:00:00 GMT'],
            'an hour that no day has' => ['Sun, 06 Nov 1994 25:49:37 GMT'],
            'another zone' => ['Sun, 06 Nov 1994 08:49:37 CET'],
            'something behind it' => ['Sun, 06 Nov 1994 08:49:37 GMT; length=5'],
        ];
    }

    #[DataProvider('others')]
    public function test_takes_nothing_else_for_a_date(string $text): void
    {
        self::assertNull(HttpDate::parse($text));
    }
}
