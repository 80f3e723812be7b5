<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Database;
use DynamicCache\Lists\DatabaseListTable;
use DynamicCache\Purge\PurgeQueue;
use PHPUnit\Framework\Attributes\DataProvider;

/** What a statement says is not always what the database writes: a column has its type, and a row its keys. */
final class WrittenValueTest extends RenderTestCase
{
    private const COLUMNS = "id bigint unsigned NOT NULL AUTO_INCREMENT, kind enum('talk','walk') NOT NULL DEFAULT 'talk', slug varchar(5) NOT NULL DEFAULT '', seats tinyint unsigned NOT NULL DEFAULT 0, day date NULL, year int GENERATED ALWAYS AS (YEAR(day)) VIRTUAL, price decimal(5,2) NOT NULL DEFAULT 0, flags bit(2) NOT NULL DEFAULT b'1', url varchar(100) NULL, PRIMARY KEY  (id), UNIQUE KEY url (url(4))";

    private string $table = '';

    protected function setUp(): void
    {
        parent::setUp();
        if (Database::connection()::class !== \wpdb::class) {
            self::markTestSkipped('Only MySQL and MariaDB have such columns.');
        }
        $this->lists = DatabaseListTable::of_site();
        $this->table = Database::connection()->prefix . 'club_events';
        $this->run_sql('CREATE TEMPORARY TABLE {t} (' . self::COLUMNS . ')');
        $this->run_sql("INSERT INTO {t} (kind, slug, seats, day, price, url) VALUES ('talk', 'abc', 10, '2026-01-05', 5, 'aaaa1'), ('walk', 'xyz', 20, '2027-01-05', 7, 'bbbb1')");
        $this->drain();
    }

    protected function tearDown(): void
    {
        if ($this->table !== '') {
            $this->run_sql('DROP TEMPORARY TABLE {t}');
        }
        parent::tearDown();
    }

    #[DataProvider('other')]
    public function test_a_page_goes_when_the_database_makes_its_answer_another_one(string $question, string $write): void
    {
        [$before, $after, $fate] = $this->fate_after($question, $write);

        self::assertNotSame($before, $after);
        self::assertNotSame('served', $fate);
    }

    /** @return iterable<string, array{string, string}> */
    public static function other(): iterable
    {
        yield 'a number that is counted up, as NULL' => ['SELECT slug FROM {t} WHERE id = 3', "INSERT INTO {t} (id, slug) VALUES (NULL, 'n')"];
        yield 'a number that is counted up, as 0' => ['SELECT slug FROM {t} WHERE id = 3', "INSERT INTO {t} (id, slug) VALUES (0, 'n')"];
        yield 'a number that is counted up, as nothing' => ['SELECT slug FROM {t} WHERE id = 3', "INSERT INTO {t} (id, slug) VALUES ('', 'n')"];
        yield 'one of several words, by its number' => ["SELECT slug FROM {t} WHERE kind = 'walk'", 'UPDATE {t} SET kind = 2 WHERE id = 1'];
        yield 'asked for by its number' => ['SELECT slug FROM {t} WHERE kind = 2', "UPDATE {t} SET slug = 'q' WHERE id = 2"];
        yield 'too long' => ["SELECT id FROM {t} WHERE slug = 'abcde'", "UPDATE {t} SET slug = 'abcdefg' WHERE id = 1"];
        yield 'too great' => ['SELECT id FROM {t} WHERE seats = 255', 'UPDATE {t} SET seats = 300 WHERE id = 1'];
        yield 'below zero' => ['SELECT id FROM {t} WHERE seats = 0', 'UPDATE {t} SET seats = -5 WHERE id = 1'];
        yield 'NULL where none may be' => ['SELECT id FROM {t} WHERE seats = 0', 'UPDATE {t} SET seats = NULL WHERE id = 1'];
        yield 'rounded' => ['SELECT id FROM {t} WHERE price = 6', "UPDATE {t} SET price = '5.999' WHERE id = 1"];
        yield 'made of another column' => ['SELECT id FROM {t} WHERE year = 2027', "UPDATE {t} SET day = '2027-02-02' WHERE id = 1"];
        yield 'a day as a number' => ['SELECT id FROM {t} WHERE day = 20270202', "UPDATE {t} SET day = '2027-02-02' WHERE id = 1"];
        yield 'a day that was there' => ["SELECT id FROM {t} WHERE day = '20270105'", "UPDATE {t} SET day = '2027-03-02' WHERE id = 2"];
        yield 'bits' => ['SELECT slug FROM {t} WHERE flags = 1', "INSERT INTO {t} (slug) VALUES ('u')"];
        yield 'a word is 0 for numbers' => ["SELECT id FROM {t} WHERE seats = 'none'", 'UPDATE {t} SET seats = 0 WHERE id = 2'];
        yield 'another row with the same beginning goes' => ['SELECT id, url FROM {t} WHERE id = 1', "REPLACE INTO {t} (url, slug) VALUES ('aaaa2', 'x')"];
        yield 'a row of the same statement' => ['SELECT id FROM {t} WHERE seats = 8', "INSERT INTO {t} (url, seats) VALUES ('cccc', 7), ('cccc', 7) ON DUPLICATE KEY UPDATE seats = seats + 1"];
        yield 'read in a comment that is obeyed' => ['SELECT slug FROM /*!50000 {t} */ WHERE id = 1', "UPDATE {t} SET slug = 'q' WHERE id = 1"];
        yield 'written in a comment that is obeyed' => ['SELECT slug FROM {t} WHERE id = 1', "/*!50000 UPDATE {t} SET slug = 'q' WHERE id = 1 */"];
        yield 'a part that is called like its table' => ['WITH {t} AS ( SELECT * FROM {t} WHERE id = 1 ) SELECT slug FROM {t}', "UPDATE {t} SET slug = 'z' WHERE id = 1"];
    }

    #[DataProvider('same')]
    public function test_a_page_stays_that_looks_at_other_values(string $question, string $write): void
    {
        // What cannot be asked again goes with each row that it may look at.
        $this->lists = null;
        [$before, $after, $fate] = $this->fate_after($question, $write);

        self::assertSame($before, $after);
        self::assertSame('served', $fate);
    }

    /** @return iterable<string, array{string, string}> */
    public static function same(): iterable
    {
        yield 'one of several words' => ["SELECT slug FROM {t} WHERE kind = 'talk'", "UPDATE {t} SET slug = 'q' WHERE id = 2"];
        yield 'a number' => ['SELECT slug FROM {t} WHERE seats = 10', 'UPDATE {t} SET seats = 30 WHERE id = 2'];
        yield 'a word' => ["SELECT id FROM {t} WHERE slug = 'abc'", "UPDATE {t} SET slug = 'abcde' WHERE id = 2"];
        yield 'a number that is counted up' => ['SELECT slug FROM {t} WHERE id = 9', "INSERT INTO {t} (id, slug) VALUES (NULL, 'n')"];
    }

    public function test_a_statement_that_looks_back_finds_what_was_done_before_it(): void
    {
        $this->fate_after('SELECT slug FROM {t}', "INSERT INTO {t} (slug) VALUES ('m')");
        $this->run_sql("INSERT INTO {t} (slug) VALUES ('n')");
        $id = Database::connection()->insert_id;
        // So old that what comes next flushes it, which writes rows of ours.
        (new \ReflectionProperty(PurgeQueue::class, 'since'))->setValue(PurgeQueue::of_site(), microtime(true) - 2);
        $this->run_sql("INSERT INTO {t} (slug, seats) VALUES ('o', LAST_INSERT_ID())");
        $seats = $this->asked("SELECT seats FROM {t} WHERE slug = 'o'");
        self::assertSame((string) $id, Database::connection()->get_var($seats));

        Database::connection()->get_results($this->asked('SELECT SQL_CALC_FOUND_ROWS id FROM {t} LIMIT 1'));
        $this->run_sql("UPDATE {t} SET seats = FOUND_ROWS() WHERE slug = 'o'");
        self::assertSame('5', Database::connection()->get_var($seats));
    }

    /** @return array{string, string, string} */
    private function fate_after(string $question, string $write): array
    {
        $print = fn(): string => serialize(Database::connection()->get_results($this->asked($question)));
        $before = $print();
        // The first that reads a table, or a column of it, is not stored.
        $this->observe($print);
        self::store_page('/', $this->observe($print)->tags());

        $this->run_sql($write);
        PurgeQueue::flush_all();

        return [$before, $print(), self::fate('/')];
    }

    private function asked(string $question): string
    {
        return strtr($question, ['{t}' => $this->table]);
    }

    private function run_sql(string $sql): void
    {
        self::assertNotFalse(Database::connection()->query($this->asked($sql)));
    }
}
