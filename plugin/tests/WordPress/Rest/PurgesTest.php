<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Rest;

use DynamicCache\Database;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class PurgesTest extends WordPressTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        foreach (range(1, 25) as $number) {
            Database::connection()->insert(Database::table('purges'), [
                'at' => 1_800_000_000 + $number,
                'actor' => 'user:1',
                'cause' => "edit {$number}",
                'tags' => '["post:' . $number . '","home"]',
                'urls' => '[]',
                'seq' => $number,
                'epoch' => str_repeat('a', 32),
            ]);
        }
    }

    public function test_lists_the_newest_first(): void
    {
        $answer = $this->rest('GET', '/purges?per_page=1');

        self::assertSame(25, $answer->at('total'));
        self::assertCount(1, (array) $answer->at('purges'));
        self::assertSame('edit 25', $answer->at('purges.0.cause'));
        self::assertSame(1_800_000_025, $answer->at('purges.0.at'));
        self::assertSame(['post:25', 'home'], $answer->at('purges.0.tags'));
        self::assertSame([], $answer->at('purges.0.urls'));
    }

    public function test_pages_do_not_overlap(): void
    {
        $causes = [];
        foreach ([1, 2, 3, 4] as $page) {
            $purges = $this->rest('GET', "/purges?per_page=10&page={$page}")->at('purges');
            $causes[] = array_filter(array_column(is_array($purges) ? $purges : [], 'cause'), is_string(...));
        }

        self::assertSame([10, 10, 5, 0], array_map(count(...), $causes));
        self::assertCount(25, array_unique(array_merge(...$causes)));
    }

    /** @return iterable<string, array{string, string}> */
    public static function bad_queries(): iterable
    {
        yield 'zero' => ['page=0', 'page'];
        yield 'negative' => ['page=-1', 'page'];
        yield 'text' => ['page=one', 'page'];
        yield 'a list' => ['page[]=1', 'page'];
        yield 'WP-08 SQL' => ['per_page=1;drop', 'per_page'];
        yield 'too many' => ['per_page=101', 'per_page'];
    }

    #[DataProvider('bad_queries')]
    public function test_refuses_a_page_that_is_none(string $query, string $path): void
    {
        $answer = $this->rest('GET', '/purges?' . $query);

        self::assertSame([400, 'invalid_query', [$path]], [$answer->status, $answer->at('error'), $answer->wrong_paths()]);
    }
}
