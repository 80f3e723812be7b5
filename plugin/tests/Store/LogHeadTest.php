<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\LogHead;
use PHPUnit\Framework\TestCase;

final class LogHeadTest extends TestCase
{
    private const EPOCH = '0123456789abcdef0123456789abcdef';

    public function test_a_hit_reads_the_epoch_and_the_position_that_the_long_way_reads(): void
    {
        foreach ([0, 7, 9_999_999_999_999_999] as $base) {
            $text = (new LogHead(self::EPOCH, $base))->text() . 'records';
            $head = LogHead::parse(substr($text, 0, LogHead::LENGTH)) ?? self::fail('It is one.');

            self::assertSame($head->epoch, LogHead::epoch_of($text));
            self::assertSame($head->end(strlen($text)), LogHead::position_in($text, strlen($text)));
        }
    }

    public function test_R_07_what_is_no_head_names_no_folder(): void
    {
        $text = (new LogHead(self::EPOCH, 0))->text();

        self::assertSame('', LogHead::epoch_of(''));
        self::assertSame('', LogHead::epoch_of(substr($text, 0, -1)));
        self::assertSame('', LogHead::epoch_of('x' . substr($text, 1)));
        self::assertSame('', LogHead::epoch_of(substr_replace($text, '/../', 24, 4)));
        self::assertSame('', LogHead::epoch_of(substr_replace($text, "\0", 30, 1)));
    }
}
