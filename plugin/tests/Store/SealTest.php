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
        self::assertTrue(self::holds($bytes, $seal));
        self::assertSame($seal->browser, Seal::browser($bytes));
        self::assertSame(!$seal->needsCookieless, Seal::allows_cookies($bytes));
    }

    public function test_it_holds_for_one_state_one_position_and_one_hour(): void
    {
        $bytes = (new Seal(self::SETTINGS, 7, 0, false, 10))->bytes('page');

        self::assertTrue(Seal::holds($bytes, 'page', self::SETTINGS, 7, 36_000));
        self::assertTrue(Seal::holds($bytes, 'page', self::SETTINGS, 7, 39_599));
        self::assertFalse(Seal::holds($bytes, 'page', self::SETTINGS, 7, 35_999));
        self::assertFalse(Seal::holds($bytes, 'page', self::SETTINGS, 7, 39_600));
        self::assertFalse(Seal::holds($bytes, 'page', self::SETTINGS, 8, 36_000));
        self::assertFalse(Seal::holds($bytes, 'page', strrev(self::SETTINGS), 7, 36_000));
    }

    #[DataProvider('seals')]
    public function test_R_39_one_changed_bit_makes_it_none(Seal $seal): void
    {
        $bytes = $seal->bytes('page');
        for ($at = 0; $at < strlen($bytes); $at++) {
            self::assertFalse(self::holds(substr_replace($bytes, $bytes[$at] ^ "\x10", $at, 1), $seal), "byte {$at}");
        }
    }

    public function test_it_belongs_to_one_page(): void
    {
        $seal = new Seal(self::SETTINGS, 1, 0, false, 1);

        self::assertFalse(self::holds($seal->bytes('other'), $seal));
    }

    /** It is written in place: what follows in the file is the page. */
    public function test_a_longer_time_for_browsers_than_there_can_be_does_not_make_it_longer(): void
    {
        $bytes = (new Seal(self::SETTINGS, 1, PHP_INT_MAX, false, 1))->bytes('page');

        self::assertSame(PageHead::SEAL_LENGTH, strlen($bytes));
        self::assertSame(99_999_999, Seal::browser($bytes));
    }

    private static function holds(string $bytes, Seal $seal): bool
    {
        return Seal::holds($bytes, 'page', $seal->settings, $seal->position, $seal->hour * 3600);
    }
}
