<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Settings;

use DynamicCache\Settings\MergePatch;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class MergePatchTest extends TestCase
{
    /** @return iterable<string, array{string, string, string}> the object cases of RFC 7396, appendix A */
    public static function cases(): iterable
    {
        yield 'a member is replaced' => ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'];
        yield 'a member is added' => ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'];
        yield 'null removes' => ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'];
        yield 'a list is replaced, not merged' => ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'];
        yield 'text takes the place of a list' => ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'];
        yield 'a list takes the place of text' => ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'];
        yield 'objects merge, null inside removes' => ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'];
        yield 'null stays where nothing is merged' => ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'];
        yield 'nulls of a new object do not arrive' => ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'];
    }

    #[DataProvider('cases')]
    public function test_merges_as_the_rfc_says(string $target, string $patch, string $result): void
    {
        self::assertSame($result, json_encode(MergePatch::apply(self::object($target), self::object($patch))));
    }

    public function test_leaves_the_target_as_it_was(): void
    {
        $target = self::object('{"a":{"b":1}}');
        MergePatch::apply($target, self::object('{"a":{"b":2}}'));

        self::assertSame('{"a":{"b":1}}', json_encode($target));
    }

    private static function object(string $json): \stdClass
    {
        $value = json_decode($json);
        self::assertInstanceOf(\stdClass::class, $value);

        return $value;
    }
}
