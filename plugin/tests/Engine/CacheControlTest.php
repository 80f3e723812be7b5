<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use DynamicCache\Engine\CacheControl;
use DynamicCache\Engine\HttpDate;
use DynamicCache\Engine\ResponseHeaders;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** CP-76: what a response may say against being stored, in the spellings that are met. */
final class CacheControlTest extends TestCase
{
    private const NOW = 1_795_000_000;

    /** @return array<string, array{list<string>, bool, int|null}> lines, whether they forbid, lifetime */
    public static function responses(): array
    {
        return [
            'nothing said' => [[], false, null],
            'public' => [['Cache-Control: public'], false, null],
            'private' => [['Cache-Control: private'], true, null],
            'private with a field' => [['Cache-Control: private="X-Name"'], true, null],
            'no-store, odd case' => [['cache-control: nO-StOrE'], true, null],
            'no-cache behind another' => [['Cache-Control: max-age=60, no-cache'], true, 60],
            'no-cache in a second line' => [['Cache-Control: max-age=60', 'Cache-Control: no-cache'], true, 60],
            'Pragma' => [['Pragma: no-cache'], true, null],
            'max-age=0' => [['Cache-Control: max-age=0'], true, 0],
            's-maxage=0 before max-age' => [['Cache-Control: max-age=60, s-maxage=0'], true, 0],
            's-maxage counts, not max-age=0' => [['Cache-Control: max-age=0, s-maxage=60'], false, 60],
            'quoted' => [['Cache-Control: max-age="60"'], false, 60],
            'twice: the shorter' => [['Cache-Control: max-age=600', 'Cache-Control: max-age=60'], false, 60],
            'no number' => [['Cache-Control: max-age=soon'], true, 0],
            'negative' => [['Cache-Control: max-age=-1'], true, 0],
            'a word that only contains one' => [['Cache-Control: not-private, x="no-store"'], false, null],
            'Expires: 0' => [['Expires: 0'], true, 0],
            'Expires in the past' => [['Expires: Wed, 11 Jan 1984 05:00:00 GMT'], true, 0],
            'Expires in an hour' => [['Expires: ' . HttpDate::of(self::NOW + 3600)], false, 3600],
            'max-age before Expires' => [['Cache-Control: max-age=60', 'Expires: 0'], false, 60],
            'for caches further away' => [['CDN-Cache-Control: no-store'], true, null],
            'for surrogates' => [['Surrogate-Control: no-store'], true, null],
        ];
    }

    /** @param list<string> $lines */
    #[DataProvider('responses')]
    public function test_cp_76_reads_what_a_response_says_of_itself(array $lines, bool $forbids, ?int $lifetime): void
    {
        $control = new CacheControl(new ResponseHeaders($lines));

        self::assertSame($lifetime, $control->lifetime(self::NOW));
        self::assertSame($forbids, $control->forbids(self::NOW));
    }

    public function test_reads_the_three_forms_of_a_date_and_nothing_else(): void
    {
        foreach (['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'] as $date) {
            self::assertSame(784_111_777, HttpDate::parse($date), $date);
        }
        foreach (['', '0', 'now', '1994-11-06', 'Sun, 06 Nov 1994 08:49:37', 'Sun, 06 Nov 1994 08:49:37 CET'] as $text) {
            self::assertNull(HttpDate::parse($text), $text);
        }
    }
}
