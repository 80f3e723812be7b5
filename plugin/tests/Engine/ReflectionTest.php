<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

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

    public function test_finds_nothing_where_nothing_is(): void
    {
        self::assertFalse(Reflection::is_in('<p>a page about utm_source</p>', QueryParameter::all('utm_source=newsletter&gclid=')));
        self::assertFalse(Reflection::is_in('<p>a page</p>', []));
    }
}
