<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use DynamicCache\Engine\Json;
use DynamicCache\Engine\UnableToReadConfig;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class JsonTest extends TestCase
{
    private const GUARD = "<?php exit; ?>\n";

    /** @return array<string, array{string}> a text of the owner that stands in the file */
    public static function texts(): array
    {
        return [
            'a brace' => ['a}b{'],
            'quotes' => ['a"b\\"c\\'],
            'the name of the member itself' => ['"redis":{"host":"elsewhere"}'],
            'a tag' => ['<?php ?>'],
            'nothing' => [''],
        ];
    }

    #[DataProvider('texts')]
    public function test_one_member_reads_as_the_whole_file_does(string $text): void
    {
        $members = ['host' => $text, 'rules' => ['query' => [$text]], 'redis' => ['host' => $text, 'port' => 6379, 'last' => $text], 'edge' => null];
        $found = Json::member_of_text(self::GUARD . json_encode($members, JSON_HEX_TAG | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR), 'redis');

        self::assertSame([$text, 6379, $text], [$found->any_text('host'), $found->integer('port'), $found->any_text('last')]);
    }

    /** @return array<string, array{string}> */
    public static function others(): array
    {
        return [
            'no data file' => ['{"redis":{"port":1}}'],
            'no such member' => [self::GUARD . '{"host":"redis"}'],
            'null' => [self::GUARD . '{"redis":null}'],
            'cut off' => [self::GUARD . '{"redis":{"port":1'],
            'deeper than it may be' => [self::GUARD . '{"redis":{"port":{"a":1}}}'],
        ];
    }

    #[DataProvider('others')]
    public function test_where_there_is_no_such_member_it_says_so(string $text): void
    {
        $this->expectException(UnableToReadConfig::class);

        Json::member_of_text($text, 'redis');
    }
}
