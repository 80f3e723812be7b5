<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Lists;

use DynamicCache\Database;
use DynamicCache\Lists\DatabaseListTable;
use DynamicCache\Lists\ListTable;
use DynamicCache\Tags\Records\ListRow;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** What both tables promise. */
final class ListTableTest extends WordPressTestCase
{
    private const NOW = 1_795_000_000;

    private const ONE = '11111111111111111111111111111111';

    private const TWO = '22222222222222222222222222222222';

    private int $now = self::NOW;

    /** @return iterable<string, array{string}> */
    public static function tables(): iterable
    {
        yield 'database' => ['database'];
        yield 'memory' => ['memory'];
    }

    #[DataProvider('tables')]
    public function test_gives_back_what_was_written_down(string $kind): void
    {
        $table = $this->table($kind);
        $row = new ListRow(self::ONE, self::TWO, "2026-01-01 00:00:00|'7'", ['list:post:term:3', 'list:page'], ['type.post', 'meta.price', 'tree.category'], ['list:post~all'], "SELECT 1 LIKE '%é\\\\_{x}%' /* “ */", [['category', [3], [3, 9]]]);
        self::assertTrue($table->add($row));

        self::assertEquals([$row], self::unique($table->in_buckets(['list:page', 'list:post:term:3'])));
        self::assertEquals([$row], self::unique($table->reading(['type.post', 'meta.price'])));
        self::assertSame([], $table->reading(['type.page', 'meta.price']));
        self::assertSame([], $table->reading(['meta']));
        self::assertSame([], $table->in_buckets(['list:post']));
        $known = $table->known([self::ONE, self::TWO])[self::ONE] ?? null;
        self::assertSame([['list:post~all'], true, false], [$known?->tags, $known?->has(self::TWO, $row->window), $known?->has(self::TWO, '')]);
    }

    #[DataProvider('tables')]
    public function test_results_of_one_query_stand_beside_each_other_until_one_is_forgotten(string $kind): void
    {
        $table = $this->table($kind);
        $table->add(self::row(self::ONE, 'a'), self::row(self::ONE, 'b'), self::row(self::ONE, 'b', 'end'), self::row(self::TWO, 'a'));

        $table->forget([self::ONE => self::digits('b')]);
        self::assertSame(['1b', '1bend', '2a'], self::names($table));
        $table->forget([self::ONE => '']);
        self::assertSame(['2a'], self::names($table));
    }

    #[DataProvider('tables')]
    public function test_a_row_that_was_not_seen_for_a_day_is_to_be_written_again(string $kind): void
    {
        $table = $this->table($kind);
        $table->add(self::row(self::ONE, 'a'));
        $this->let_pass($table, 86_400);

        self::assertSame([], $table->known([self::ONE]));
        self::assertSame(['1a'], self::names($table));
        $table->add(self::row(self::ONE, 'a'));
        self::assertCount(1, $table->in_buckets(['list:post']) ?? []);
        self::assertNotSame([], $table->known([self::ONE]));
    }

    #[DataProvider('tables')]
    public function test_what_no_page_shows_any_more_is_pruned_and_the_oldest_of_too_many_are_named(string $kind): void
    {
        $table = $this->table($kind);
        $table->add(self::row(self::TWO, 'a'));
        $this->let_pass($table, 10);
        $table->add(self::row(self::ONE, 'a'));

        self::assertSame([], $table->overdue(2));
        self::assertSame([self::TWO], $table->overdue(1));
        $table->prune(self::NOW + 5);
        self::assertSame(['1a'], self::names($table));
    }

    public function test_a_lost_table_is_said_and_is_no_error_of_the_page(): void
    {
        $table = $this->table('database');
        $GLOBALS['EZSQL_ERROR'] = [];
        $prefix = Database::connection()->prefix;
        Database::connection()->prefix = 'lost_';
        $answers = [$table->known([self::ONE]), $table->add(self::row(self::ONE, 'a')), $table->in_buckets(['list:post'])];
        Database::connection()->prefix = $prefix;

        self::assertSame([null, false, null], $answers);
        self::assertSame([], $GLOBALS['EZSQL_ERROR']);
    }

    public function test_a_row_that_somebody_else_wrote_makes_the_look_up_fail(): void
    {
        $table = $this->table('database');
        $table->add(self::row(self::ONE, 'a'));
        self::sql('UPDATE ' . Database::table('queries') . " SET spec = 'O:8:\"stdClass\":0:{}'");

        self::assertNull($table->in_buckets(['list:post']));
    }

    private function table(string $kind): ListTable
    {
        return $kind === 'database' ? new DatabaseListTable(fn(): int => $this->now) : new MemoryListTable(self::NOW);
    }

    private function let_pass(ListTable $table, int $seconds): void
    {
        $this->now += $seconds;
        if ($table instanceof MemoryListTable) {
            $table->now += $seconds;
        }
    }

    private static function row(string $hash, string $result, string $window = ''): ListRow
    {
        return new ListRow($hash, self::digits($result), $window, ['list:post'], ['type.post'], [], 'SELECT 1', []);
    }

    private static function digits(string $letter): string
    {
        return str_repeat($letter, 32);
    }

    /** @return list<string> */
    private static function names(ListTable $table): array
    {
        $names = array_map(static fn(ListRow $row): string => $row->hash[0] . $row->result[0] . $row->window, $table->in_buckets(['list:post']) ?? []);
        sort($names);

        return $names;
    }

    /**
     * @param list<ListRow>|null $rows
     *
     * @return list<ListRow>
     */
    private static function unique(?array $rows): array
    {
        $unique = [];
        foreach ($rows ?? [] as $row) {
            $unique["{$row->hash} {$row->result} {$row->window}"] = $row;
        }

        return array_values($unique);
    }
}
