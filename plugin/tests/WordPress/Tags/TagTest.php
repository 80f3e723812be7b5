<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Tags\Tag;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class TagTest extends TestCase
{
    /** @param list<string|int> $call */
    #[DataProvider('constructors')]
    public function test_spells_every_tag_like_the_worker(array $call, string $expected): void
    {
        $name = ['taxonomy' => 'taxonomy', 'themeMod' => 'theme_mod'][$call[0]] ?? $call[0];
        $build = [Tag::class, $name];
        self::assertIsCallable($build);

        self::assertSame($expected, $build(...array_slice($call, 1)));
        self::assertTrue(Tag::is_tag($expected));
    }

    /** @return iterable<string, array{list<string|int>, string}> */
    public static function constructors(): iterable
    {
        foreach (self::fixture('tags') as $case) {
            $call = $case['call'] ?? null;
            $expected = $case['expect'] ?? null;
            self::assertIsArray($call);
            self::assertIsString($expected);
            $call = array_values(array_filter($call, static fn(mixed $part): bool => is_string($part) || is_int($part)));

            yield $expected => [$call, $expected];
        }
    }

    /** @param list<string> $tags */
    #[DataProvider('headers')]
    public function test_writes_the_header_like_the_worker(array $tags, string $expected): void
    {
        self::assertSame($expected, Tag::header($tags));
    }

    /** @return iterable<string, array{list<string>, string}> */
    public static function headers(): iterable
    {
        foreach (self::fixture('header') as $case) {
            $name = $case['name'] ?? null;
            $tags = $case['tags'] ?? null;
            $expected = $case['expect'] ?? null;
            self::assertIsString($name);
            self::assertIsArray($tags);
            self::assertIsString($expected);

            yield $name => [array_values(array_filter($tags, is_string(...))), $expected];
        }
    }

    public function test_two_names_that_do_not_fit_never_share_a_tag(): void
    {
        self::assertSame('_price', Tag::name('_price'));
        self::assertNotSame(Tag::name('prix réduit'), Tag::name('prix réduits'));
        self::assertNotSame(Tag::name(str_repeat('k', 200) . 'a'), Tag::name(str_repeat('k', 200) . 'b'));
        self::assertTrue(Tag::is_tag(Tag::meta('post', 12, Tag::name(str_repeat('ö', 200)))));
    }

    /** @return list<array<mixed>> */
    private static function fixture(string $name): array
    {
        $cases = json_decode((string) file_get_contents(dirname(__DIR__, 4) . "/contracts/fixtures/tags/{$name}.json"), true);
        self::assertIsArray($cases);

        return array_values(array_filter($cases, is_array(...)));
    }
}
