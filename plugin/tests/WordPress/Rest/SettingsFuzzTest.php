<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Rest;

use DynamicCache\Settings\JsonSchema;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** WP-06: every setting against everything that is not its kind. */
final class SettingsFuzzTest extends WordPressTestCase
{
    /** As JSON. Of each kind only what no setting of that kind takes. */
    private const NEVER = ['[[]]', '[null]', '[{"a":1}]', '{"__proto__":{"enabled":true}}', '[1,2,3]', '{"length":1}'];
    private const NEVER_BY_KIND = [
        'boolean' => ['1', '0', '"1"', '"true"', '""', '[]', '{}', '1.5'],
        'number' => ['"5"', '""', 'true', '[]', '{}', '-1', '1e999', '-1e999', '9223372036854775807', '"NaN"', '"\u0000"'],
        'text' => ['true', '5', '[]', '{}', '"a\u0000b"', '"LONG"'],
        'list' => ['"a"', '5', 'true', '{"0":"a"}', '["a\u0000b"]', '[""]', '["LONG"]', '[["a"]]', 'MANY'],
        'variant' => ['true', '5', '"a"', '[]', '{}', '{"cookie":"a"}', '{"cookie":"a","values":[]}', '{"cookie":"a b","values":["x"]}'],
    ];

    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
    }

    /** @return iterable<string, array{string, string}> path and kind of every setting */
    public static function settings(): iterable
    {
        foreach (self::leaves(JsonSchema::shipped('settings')->to_array(), '') as $path => $kind) {
            yield "WP-06 {$path}" => [$path, $kind];
        }
    }

    /** @param non-empty-string $path */
    #[DataProvider('settings')]
    public function test_refuses_what_is_not_of_its_kind_names_the_field_and_changes_nothing(string $path, string $kind): void
    {
        $before = SettingsRepository::of_site()->revision();
        foreach ([...self::NEVER, ...self::NEVER_BY_KIND[$kind]] as $json) {
            $answer = $this->patch_settings(self::body($path, $json));

            self::assertSame([400, 'invalid_settings'], [$answer->status, $answer->at('error')], "{$path}: {$json}");
            foreach ($answer->wrong_paths() as $wrong) {
                self::assertStringStartsWith($path, $wrong, $json);
            }
            self::assertNotSame([], $answer->wrong_paths(), $json);
        }

        self::assertSame($before, SettingsRepository::of_site()->revision());
    }

    public function test_WP_06_refuses_bytes_that_are_no_text(): void
    {
        $answer = $this->patch_settings("{\"exclude\":{\"paths\":[\"/\xc3\x28\"]}}");

        self::assertSame([400, 'invalid_json'], [$answer->status, $answer->at('error')]);
    }

    public function test_WP_06_an_unknown_group_is_told_once_with_the_names_that_are_known(): void
    {
        $answer = $this->patch_settings(['ttl' => ['pages' => 60]]);

        self::assertSame(
            [['path' => 'ttl.pages', 'message' => 'This name is not known. Known here: page, not_found, grace, browser.']],
            $answer->at('details'),
        );
    }

    /** @return iterable<string, array{string, string, string}> */
    public static function sentences(): iterable
    {
        yield 'below' => ['ttl.page', '59', 'This must be between 60 and 2592000.'];
        yield 'above' => ['proof.sample_rate', '0.2', 'This must be between 0 and 0.1.'];
        yield 'word' => ['log.level', '"some"', 'This must be one of: off, errors, all.'];
        yield 'figure' => ['edge.view_max', '6', 'This must be one of: 5, 30, 60.'];
        yield 'type' => ['ttl.page', '"60"', 'This must be a whole number.'];
        yield 'many' => ['exclude.paths', 'MANY', 'At most 200 entries are allowed.'];
        yield 'bytes' => ['redis.host', '"LONG"', 'At most 255 bytes.'];
        yield 'empty line' => ['exclude.paths', '[""]', 'This must not be empty.'];
    }

    #[DataProvider('sentences')]
    public function test_says_what_would_be_right(string $path, string $json, string $sentence): void
    {
        self::assertSame([$sentence], array_column((array) $this->patch_settings(self::body($path, $json))->at('details'), 'message'));
    }

    public function test_a_form_that_is_wrong_is_explained_without_a_regular_expression(): void
    {
        $messages = array_column((array) $this->patch_settings(['hosts' => ['https://a.example']])->at('details'), 'message');

        self::assertCount(1, $messages);
        self::assertStringContainsString('such as www.example.org', (string) json_encode($messages));
        self::assertStringNotContainsString('[a-z0-9]', (string) json_encode($messages));
    }

    private static function body(string $path, string $json): string
    {
        $value = strtr($json, [
            'LONG' => str_repeat('a', 5000),
            'MANY' => (string) json_encode(array_fill(0, 201, '/a')),
        ]);
        foreach (array_reverse(explode('.', $path)) as $name) {
            $value = "{\"{$name}\":{$value}}";
        }

        return $value;
    }

    /**
     * @param array<mixed> $schema
     *
     * @return array<string, string>
     */
    private static function leaves(array $schema, string $path): array
    {
        $properties = $schema['properties'] ?? null;
        if (!is_array($properties)) {
            return [$path => self::kind($schema)];
        }
        $leaves = [];
        foreach ($properties as $name => $member) {
            $leaves += self::leaves((array) $member, $path === '' ? (string) $name : "{$path}.{$name}");
        }

        return $leaves;
    }

    /** @param array<mixed> $schema */
    private static function kind(array $schema): string
    {
        $branch = $schema['anyOf'] ?? null;
        $type = is_array($branch) && is_array($branch[0] ?? null) ? $branch[0]['type'] ?? '' : $schema['type'] ?? '';

        return match ($type) {
            'boolean' => 'boolean',
            'integer', 'number' => 'number',
            'array' => 'list',
            'object' => 'variant',
            default => 'text',
        };
    }
}
