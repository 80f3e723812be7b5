<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use DynamicCache\Engine\Cookies;
use DynamicCache\Engine\QueryParameter;
use DynamicCache\Engine\Reflection;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** CP-30: an ignored parameter must not be found in a page, however the theme spelled it. */
final class ReflectionTest extends TestCase
{
    /** @return array<string, array{string, string}> query and text */
    public static function reflections(): array
    {
        return [
            'as it came' => ['utm_source=%22%3Ecanary', '<a href="?utm_source=%22%3Ecanary">'],
            'decoded' => ['utm_source=%22%3Ecanary', '<a href="?">canary">'],
            'escaped for HTML' => ['utm_source=%22%3Ecanary', '&quot;&gt;canary'],
            'an apostrophe, escaped by hand' => ['utm_source=it%27s', 'it&#39;s'],
            'an ampersand, escaped' => ['utm_source=a%26b', 'a&amp;b'],
            'in JSON' => ['utm_source=a%2Fb', '"a\/b"'],
            'plus as a space' => ['utm_source=two+words', 'two words'],
            'encoded anew' => ['utm_source=two+words', 'two%20words'],
            'in another case' => ['utm_source=Canary', 'CANARY'],
            'trimmed' => ['utm_source=%20canary%20', '>canary<'],
            'a name without value' => ['utm_canary', 'utm_canary'],
            'the second of two' => ['utm_a=nowhere&utm_b=canary', 'canary'],
        ];
    }

    #[DataProvider('reflections')]
    public function test_cp_30_finds_every_spelling(string $query, string $text): void
    {
        self::assertTrue(Reflection::is_in("<p>{$text}</p>", QueryParameter::all($query)));
    }

    /** @return array<string, array{string, string, bool}> Cookie header, text, whether it is found */
    public static function cookies(): array
    {
        return [
            'CP-70 as it came' => ['fehost="-canary-"', '<b>-canary-</b>', true],
            'CP-70 decoded and escaped' => ['name=%3Cb%3EMarie', '&lt;b&gt;Marie', true],
            'CP-70 the second of two' => ['theme=dark; seen=yesterday-at-nine', 'yesterday-at-nine', true],
            'CP-70 an address of somebody else' => ['cdn=https://canary.evil/', '<script src="https://canary.evil/x">', true],
            'CP-70 an address of somebody else without a scheme' => ['cdn=//canary.evil/', '<script src="//canary.evil/x">', true],
            'too short to say anything' => ['theme=dark; lang=de_DE', '<body class="dark" lang="de_DE">', false],
            'an address of the site' => ['landing=https%3A%2F%2Fsite.test%2Fsample-page%2F%3Fa%3D1', '<a href="https://site.test/sample-page/?a=1">', false],
            'a path of the site' => ['landing=/sample-page/', '<a href="https://site.test/sample-page/">', false],
            'in the key' => ['currency=CHF-swiss', 'prices in CHF-swiss', false],
            'not there' => ['visitor=0123456789', 'a page', false],
        ];
    }

    #[DataProvider('cookies')]
    public function test_finds_a_cookie_that_is_in_no_key(string $header, string $text, bool $isFound): void
    {
        self::assertSame($isFound, Reflection::shows_cookie("<p>{$text}</p>", Cookies::parse($header), ['currency'], 'https://site.test'));
    }

    public function test_finds_nothing_where_nothing_is(): void
    {
        self::assertFalse(Reflection::is_in('<p>a page about utm_source</p>', QueryParameter::all('utm_source=newsletter&gclid=')));
        self::assertFalse(Reflection::is_in('<p>a page</p>', []));
    }
}
