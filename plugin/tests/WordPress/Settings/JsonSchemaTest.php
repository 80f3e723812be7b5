<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Settings;

use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\JsonSchema;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class JsonSchemaTest extends WordPressTestCase
{
    /** @return iterable<string, array{string, string}> a document, and the path that is wrong in it */
    public static function wrong_documents(): iterable
    {
        yield 'WP-06 text for a boolean' => ['{"enabled":"1"}', 'enabled'];
        yield 'WP-06 number for a boolean' => ['{"enabled":1}', 'enabled'];
        yield 'WP-06 text for a number' => ['{"ttl":{"page":"600"}}', 'ttl.page'];
        yield 'WP-06 fraction for a whole number' => ['{"ttl":{"page":600.5}}', 'ttl.page'];
        yield 'WP-06 null for a number' => ['{"ttl":{"page":null}}', 'ttl.page'];
        yield 'WP-06 below the bound' => ['{"ttl":{"page":59}}', 'ttl.page'];
        yield 'WP-06 above the bound' => ['{"ttl":{"page":2592001}}', 'ttl.page'];
        yield 'WP-06 negative' => ['{"ttl":{"grace":-1}}', 'ttl.grace'];
        yield 'WP-06 infinite' => ['{"proof":{"sample_rate":1e999}}', 'proof.sample_rate'];
        yield 'WP-06 list for an object' => ['{"ttl":[]}', 'ttl'];
        yield 'WP-06 object for a list' => ['{"hosts":{"0":"a.example"}}', 'hosts'];
        yield 'WP-06 unknown word' => ['{"strategy":"fastest"}', 'strategy'];
        yield 'WP-06 unknown member' => ['{"tll":{}}', 'tll'];
        yield 'WP-06 unknown member inside' => ['{"ttl":{"pages":60}}', 'ttl.pages'];
        yield 'WP-06 __proto__' => ['{"__proto__":{"enabled":true}}', '__proto__'];
        yield 'WP-06 not one of the literals' => ['{"edge":{"view_max":6}}', 'edge.view_max'];
        yield 'WP-06 literal as text' => ['{"edge":{"view_max":"5"}}', 'edge.view_max'];
        yield 'WP-06 line break behind a pattern' => ['{"redis":{"prefix":"cme\n"}}', 'redis.prefix'];
        yield 'WP-06 null byte' => ['{"redis":{"host":"a\u0000b"}}', 'redis.host'];
        yield 'WP-06 third of a list' => ['{"exclude":{"paths":["/a","/b",""]}}', 'exclude.paths.2'];
        yield 'WP-06 control character' => ['{"exclude":{"cookies":["a\u0001"]}}', 'exclude.cookies.0'];
        yield 'WP-06 bytes count, not characters' => ['{"redis":{"host":"' . str_repeat('é', 128) . '"}}', 'redis.host'];
        yield 'WP-06 incomplete variant' => ['{"variants":{"device":{"cookie":"d"}}}', 'variants.device.values'];
        yield 'WP-06 wrong inside a variant' => ['{"variants":{"device":{"cookie":"d d","values":["m"]}}}', 'variants.device.cookie'];
        yield 'WP-06 text for a time' => ['{"paused_until":"soon"}', 'paused_until'];
    }

    #[DataProvider('wrong_documents')]
    public function test_names_the_path_of_what_is_wrong(string $json, string $path): void
    {
        self::assertSame([$path], array_column(self::errors($json), 'path'));
    }

    public function test_WP_06_finds_everything_that_is_wrong_at_once(): void
    {
        $errors = self::errors('{"enabled":"yes","ttl":{"page":1,"grace":true},"hosts":["UPPER"]}');

        self::assertSame(['enabled', 'ttl.page', 'ttl.grace', 'hosts.0'], array_column($errors, 'path'));
    }

    public function test_WP_06_refuses_a_list_that_is_too_long(): void
    {
        $paths = implode(',', array_fill(0, 201, '"/a"'));

        self::assertSame(['exclude.paths'], array_column(self::errors('{"exclude":{"paths":[' . $paths . ']}}'), 'path'));
    }

    public function test_takes_a_sound_document(): void
    {
        self::assertSame([], self::errors(
            '{"enabled":true,"paused_until":1800000000,"ttl":{"page":60},"hosts":["www.example.org"],'
            . '"variants":{"device":{"cookie":"d","values":["m","t"]},"language":null},"edge":{"view_max":30},'
            . '"proof":{"sample_rate":0},"exclude":{"paths":["/a*"]}}',
        ));
    }

    public function test_takes_its_own_defaults(): void
    {
        self::assertSame([], JsonSchema::shipped('settings')->errors(JsonSchema::shipped('settings')->default()));
    }

    public function test_finds_an_unknown_member_that_a_null_would_hide(): void
    {
        $errors = JsonSchema::shipped('settings')->unknown_members((object) ['ttl' => (object) ['pages' => null]]);

        self::assertSame(['ttl.pages'], array_column($errors, 'path'));
    }

    /** @return list<FieldError> */
    private static function errors(string $json): array
    {
        return JsonSchema::shipped('settings')->errors(json_decode($json, false, 32, JSON_THROW_ON_ERROR));
    }
}
