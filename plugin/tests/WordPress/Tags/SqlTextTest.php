<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Tags\Sql\SqlMarks;
use DynamicCache\Tags\Sql\SqlTables;
use DynamicCache\Tags\Sql\SqlTargets;
use DynamicCache\Tags\Sql\SqlWrite;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** What the text of a statement says of tables and rows, whoever wrote it. */
final class SqlTextTest extends TestCase
{
    /** @param list<string> $tables */
    #[DataProvider('questions')]
    public function test_a_question_is_known_by_the_tables_that_it_reads(string $sql, array $tables): void
    {
        self::assertSame($tables, SqlTables::of(SqlMarks::of($sql)));
    }

    /** @return iterable<string, array{string, list<string>}> */
    public static function questions(): iterable
    {
        $questions = [
            'SELECT * FROM wp_events' => ['wp_events'],
            'SELECT * FROM `shop`.`WP_Events` AS e WHERE id = 1' => ['wp_events'],
            'SELECT * FROM a, b c, `d` WHERE 1' => ['a', 'b', 'd'],
            'SELECT * FROM a LEFT JOIN b ON ( a.id = b.id AND b.x IN ( 1, 2 ) ) JOIN c USING ( id )' => ['a', 'b', 'c'],
            'SELECT * FROM (SELECT id FROM a) x JOIN b' => ['a', 'b'],
            'SELECT id FROM a WHERE id IN (SELECT id FROM b) ORDER BY c, d LIMIT 5' => ['a', 'b'],
            'SELECT id FROM a UNION ALL SELECT id FROM b' => ['a', 'b'],
            "SELECT ' FROM b ' FROM a /* FROM c */ WHERE x = 'FROM d' -- FROM e" => ['a'],
            'WITH found AS ( SELECT id FROM a ) SELECT * FROM found' => ['a'],
            'WITH RECURSIVE up AS ( SELECT id FROM a UNION SELECT id FROM up ) SELECT * FROM up' => ['a'],
            'WITH a AS ( SELECT id FROM a ) SELECT * FROM a' => ['a'],
            "SELECT '/*! FROM c */' FROM /*!50000 a */ JOIN /*M! b */ USING ( id )" => ['a', 'b'],
            "SELECT EXTRACT( YEAR FROM day ), TRIM( BOTH 'x' FROM name ) FROM a" => ['a'],
            'SELECT 1' => [],
            'SELECT 1 FROM DUAL' => [],
        ];
        foreach ($questions as $sql => $tables) {
            yield $sql => [$sql, $tables];
        }
    }

    /** @param non-empty-list<string>|null $place column and values */
    #[DataProvider('places')]
    public function test_a_question_for_a_few_values_of_a_column_is_known_by_them(string $where, ?array $place): void
    {
        $column = $place[0] ?? '';
        $places = array_map(static fn(string $value): array => [$column, $value], array_slice($place ?? [], 1));

        self::assertSame($places, SqlTables::places(SqlMarks::of("SELECT title FROM wp_events e {$where}")));
    }

    /** @return iterable<string, array{string, non-empty-list<string>|null}> */
    public static function places(): iterable
    {
        $places = [
            'WHERE id = 7' => ['id', '7'],
            "WHERE e.`Post_ID` = '7' AND kind = 'Walk' ORDER BY id LIMIT 1" => ['post_id', '7'],
            "WHERE kind = 'Walk' AND seats > 3 GROUP BY kind" => ['kind', 'walk'],
            "WHERE url = '/Lakes/?a=1 '" => ['url', '/lakes/?a=1'],
            "WHERE url IN ('/lakes/','/Lakes', '/') AND seats > 3" => ['url', '/lakes/', '/lakes', '/'],
            "WHERE kind IN ( 'walk' ) AND id IN (7, 8)" => ['id', '7', '8'],
            'WHERE seats IN (1, 2) AND id = 7' => ['id', '7'],
            'WHERE id IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)' => null,
            "WHERE id IN (1, 'x', '1.5')" => null,
            'WHERE id NOT IN (1, 2)' => null,
            'WHERE id IN (1, 2) = 0' => null,
            'WHERE id IN (1, seats)' => null,
            'WHERE ( id, seats ) IN ( 1, 2 )' => null,
            "WHERE kind = 'a\\'b'" => null,
            "WHERE day = '2026-11-22'" => null,
            "WHERE code = '007'" => null,
            "WHERE kind = 'Größe'" => null,
            "WHERE kind = 'walk' OR id = 1" => null,
            "WHERE id = 1 AND kind = 'walk' OR seats = 3" => null,
            'WHERE NOT id = 1' => null,
            'WHERE id = 1 IS FALSE' => null,
            'WHERE id = 1 + 1' => null,
            'WHERE ABS( id ) = 1' => null,
            'WHERE ( id = 1 ) = 0' => null,
            'WHERE 1 = 1' => null,
            'WHERE seats BETWEEN 1 AND id = 7' => null,
            'JOIN other o WHERE o.id = 1' => null,
            ', other o WHERE o.id = 1' => null,
            'WHERE id = 1 UNION SELECT name FROM wp_events' => null,
            'WHERE id IN ( SELECT id FROM wp_events ) AND id = 1' => null,
            'WHERE id = 1 /*!50000 OR id = 2 */' => null,
            'LIMIT 1' => null,
        ];
        foreach ($places as $where => $place) {
            yield $where => [$where, $place];
        }
    }

    /** @param list<string> $tables */
    #[DataProvider('writes')]
    public function test_a_statement_that_writes_is_known_by_the_tables_that_it_writes_to(string $sql, array $tables): void
    {
        self::assertTrue(SqlWrite::is_one($sql));
        self::assertSame($tables, SqlWrite::of($sql)->tables ?? []);
        self::assertSame($tables, SqlTargets::of(SqlMarks::of($sql)));
    }

    /** @return iterable<string, array{string, list<string>}> */
    public static function writes(): iterable
    {
        $writes = [
            "INSERT INTO `wp_a` (`b`) VALUES ('c')" => ['wp_a'],
            "insert low_priority ignore into wp_a set b = 'INTO wp_c'" => ['wp_a'],
            'INSERT INTO wp_a (b) SELECT c FROM wp_c' => ['wp_a'],
            'REPLACE INTO db.wp_a VALUES (1)' => ['wp_a'],
            "/* a plugin */ UPDATE wp_a SET b = 1 WHERE c = 'wp_d'" => ['wp_a'],
            'UPDATE wp_a a JOIN wp_c c ON c.id = a.id SET a.b = c.b' => ['wp_a'],
            'UPDATE wp_a AS a, wp_c SET a.b = 1, wp_c.d = 2' => ['wp_a', 'wp_c'],
            'UPDATE wp_a a JOIN wp_c c SET b = 1' => ['wp_a', 'wp_c'],
            'UPDATE wp_a SET b = ( SELECT MAX( d ) FROM wp_c )' => ['wp_a'],
            'DELETE FROM wp_a' => ['wp_a'],
            'DELETE FROM wp_a WHERE id IN ( SELECT id FROM wp_c )' => ['wp_a'],
            'DELETE a FROM wp_a a LEFT JOIN wp_c c ON c.id = a.id WHERE c.id IS NULL' => ['wp_a'],
            'DELETE a, c.* FROM wp_a a, wp_c c WHERE a.id = c.id' => ['wp_a', 'wp_c'],
            'DELETE FROM a USING wp_a a JOIN wp_c c WHERE a.id = c.id' => ['wp_a'],
            'TRUNCATE TABLE wp_a' => ['wp_a'],
            'TRUNCATE wp_a' => ['wp_a'],
            "/*!40000 INSERT */ INTO wp_a (b) VALUES ('*/')" => ['wp_a'],
            'DROP TABLE IF EXISTS wp_a, `wp_c`' => ['wp_a', 'wp_c'],
            'ALTER TABLE wp_a ADD COLUMN b int' => ['wp_a'],
            'ALTER TABLE wp_a RENAME TO `wp_c`' => ['wp_a', 'wp_c'],
            'ALTER TABLE wp_a ADD d int, RENAME wp_c' => ['wp_a', 'wp_c'],
            'ALTER TABLE wp_a RENAME COLUMN b TO c, RENAME INDEX d TO e' => ['wp_a'],
            'RENAME TABLE wp_a TO wp_c' => ['wp_a', 'wp_c'],
            "LOAD DATA LOCAL INFILE 'x' INTO TABLE wp_a" => ['wp_a'],
            'WITH found AS ( SELECT id FROM wp_c ) UPDATE wp_a SET b = 1' => ['wp_a'],
        ];
        foreach ($writes as $sql => $tables) {
            yield $sql => [$sql, $tables];
        }
    }

    #[DataProvider('harmless')]
    public function test_what_only_asks_writes_nothing(string $sql): void
    {
        self::assertFalse(SqlWrite::is_one($sql) && SqlWrite::of($sql) !== null);
    }

    /** @return iterable<string, array{string}> */
    public static function harmless(): iterable
    {
        foreach (['SELECT 1', " ( SELECT 'DELETE FROM wp_a' )", 'SHOW TABLES', 'SET NAMES utf8mb4', 'START TRANSACTION', 'COMMIT', 'WITH a AS ( SELECT 1 ) SELECT * FROM a', 'DESCRIBE wp_a'] as $sql) {
            yield $sql => [$sql];
        }
    }

    public function test_rows_are_known_where_they_are_written_as_texts_and_numbers(): void
    {
        $write = SqlWrite::of("INSERT INTO wp_a (id, `Name`, day, note) VALUES (1, 'it is', NULL, ' '), ('2', 'a''b', x, 'c')");
        self::assertSame([['id' => '1', 'name' => 'it is', 'day' => null, 'note' => ' '], ['id' => '2', 'note' => 'c']], $write?->rows);

        $write = SqlWrite::of("UPDATE wp_a SET name = 'x, y', seats = seats + 1, at = NOW() WHERE id = 3 AND note = 'a \"b' ORDER BY id LIMIT 1");
        self::assertSame([['name' => 'x, y'], ['seats', 'at'], "id = 3 AND note = 'a \"b'"], [$write?->values, $write?->computed, trim((string) $write?->where)]);
    }

    /** @param list<string>|null $spellings */
    #[DataProvider('values')]
    public function test_a_written_value_is_looked_up_under_all_that_a_database_takes_for_the_same(string $value, ?array $spellings): void
    {
        self::assertSame($spellings, SqlTables::spellings($value));
    }

    /** @return iterable<string, array{string, list<string>|null}> */
    public static function values(): iterable
    {
        $values = ['7' => ['7'], '007' => ['007', '7'], 'Walk ' => ['walk', '0'], '7 days' => ['7 days', '7'], '' => ['', '0'], '7.5' => null, 'Größe' => null];
        foreach ($values as $value => $spellings) {
            yield "'{$value}'" => [(string) $value, $spellings];
        }
    }
}
