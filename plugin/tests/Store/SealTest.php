<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\PageHead;
use DynamicCache\Store\Seal;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class SealTest extends TestCase
{
    private const SETTINGS = "\0\1\2\3\4\5\6\7\x08\x09\n\xff";

    /** @return array<string, array{Seal}> */
    public static function seals(): array
    {
        return [
            'the smallest' => [new Seal(self::SETTINGS, 0, 0, false, 0)],
            'of today' => [new Seal(self::SETTINGS, 123_456, 600, true, 498_690)],
            'the largest' => [new Seal(self::SETTINGS, 9_999_999_999_999_999, 99_999_999, true, 99_999_999)],
        ];
    }

    #[DataProvider('seals')]
    public function test_what_is_written_is_read_again(Seal $seal): void
    {
        $bytes = $seal->bytes('page');

        self::assertSame(PageHead::SEAL_LENGTH, strlen($bytes));
        self::assertEquals($seal, Seal::parse($bytes, 'page'));
    }

    #[DataProvider('seals')]
    public function test_R_39_one_changed_bit_makes_it_none(Seal $seal): void
    {
        $bytes = $seal->bytes('page');
        for ($at = 0; $at < strlen($bytes); $at++) {
            self::assertNull(Seal::parse(substr_replace($bytes, $bytes[$at] ^ "\x10", $at, 1), 'page'), "byte {$at}");
        }
    }

    public function test_it_belongs_to_one_page(): void
    {
        self::assertNull(Seal::parse((new Seal(self::SETTINGS, 1, 0, false, 1))->bytes('page'), 'other'));
    }

    /** It is written in place: what follows in the file is the page. */
    public function test_a_longer_time_for_browsers_than_there_can_be_does_not_make_it_longer(): void
    {
        $bytes = (new Seal(self::SETTINGS, 1, PHP_INT_MAX, false, 1))->bytes('page');

        self::assertSame(PageHead::SEAL_LENGTH, strlen($bytes));
        self::assertSame(99_999_999, Seal::parse($bytes, 'page')?->browser);
    }
}
