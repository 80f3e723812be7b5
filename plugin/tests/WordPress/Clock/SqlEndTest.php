<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Clock;

use DynamicCache\Database;
use DynamicCache\Tags\Time\Midnight;
use DynamicCache\Tests\WordPress\Tags\RenderTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** A page with SQL of a plugin's own lives no longer than its answer stays what it is, and not much shorter. */
final class SqlEndTest extends RenderTestCase
{
    private string $table = '';

    protected function setUp(): void
    {
        parent::setUp();
        $this->table = Database::connection()->prefix . 'club_events';
        self::run_sql("CREATE TEMPORARY TABLE {$this->table} (id bigint unsigned NOT NULL AUTO_INCREMENT, starts datetime NOT NULL, ends int NOT NULL, PRIMARY KEY  (id))");
        foreach (['-3 hours', '+2 hours', '+3 days'] as $time) {
            Database::connection()->insert($this->table, ['starts' => self::local($time), 'ends' => strtotime($time)]);
        }
        $this->drain();
    }

    protected function tearDown(): void
    {
        self::run_sql("DROP TEMPORARY TABLE {$this->table}");
        parent::tearDown();
    }

    /** @param \Closure(): string $condition */
    #[DataProvider('conditions')]
    public function test_a_page_ends_when_its_answer_becomes_another_one(\Closure $condition, int|string|null $end): void
    {
        $ends = $this->end_of("SELECT id FROM {$this->table} WHERE " . $condition());
        $now = time();
        $expected = $end === 'midnight' ? min(Midnight::after($now, wp_timezone()), Midnight::after($now, new \DateTimeZone('UTC'))) : ($end === null ? null : $now + (int) $end);

        $expected === null ? self::assertNull($ends) : self::assertEqualsWithDelta($expected, $ends, 4);
    }

    /** @return iterable<string, array{\Closure(): string, int|string|null}> */
    public static function conditions(): iterable
    {
        yield 'to come, by the clock of PHP' => [static fn(): string => "starts > '" . self::local('now') . "'", 7200];
        yield 'to come, in seconds' => [static fn(): string => 'ends >= ' . time(), 7200];
        yield 'over, in quotes' => [static fn(): string => "`ends` < '" . time() . "'", 7200];
        yield 'of the last four hours' => [static fn(): string => "starts BETWEEN '" . self::local('-4 hours') . "' AND '" . self::local('now') . "'", 3600];
        yield 'of today' => [static fn(): string => "starts >= '" . substr(self::local('now'), 0, 10) . "'", 'midnight'];
        yield 'behind all of them' => [static fn(): string => "starts > '" . self::local('+9 days') . "'", null];
        yield 'no time' => [static fn(): string => 'id = 7', null];
        yield 'a number that is no time' => [static fn(): string => 'id = 12', null];
        yield 'somewhere else' => [static fn(): string => "CONCAT( starts ) <> '' AND NOW() > 0", 60];
        $today = static fn(string $format = 'Y-m-d'): string => (string) wp_date($format);
        yield 'of today, by a function' => [static fn(): string => "DATE( starts ) = '" . $today() . "'", 'midnight'];
        yield 'of today, in another type' => [static fn(): string => "CAST( starts AS DATE ) >= '" . $today() . "'", 'midnight'];
        yield 'of today, as the beginning of a text' => [static fn(): string => "starts LIKE '" . $today() . "%'", 'midnight'];
        yield 'of this month, as the beginning of a text' => [static fn(): string => "starts LIKE '" . $today('Y-m') . "%'", 'midnight'];
        yield 'one of these days' => [static fn(): string => "DATE( starts ) IN ( '" . $today() . "' )", 'midnight'];
        yield 'a day as a number' => [static fn(): string => 'DATE_FORMAT( starts, "%Y%m%d" ) >= ' . $today('Ymd'), 'midnight'];
        yield 'a day of each year' => [static fn(): string => "DATE_FORMAT( starts, '%m-%d' ) = '" . $today('m-d') . "'", 'midnight'];
        yield 'a day of the month' => [static fn(): string => 'DAYOFMONTH( starts ) = ' . $today('j'), 'midnight'];
        yield 'the column comes last' => [static fn(): string => "'" . self::local('now') . "' < starts", 60];
        yield 'the column in brackets' => [static fn(): string => "( starts ) > '" . self::local('now') . "'", 60];
        yield 'with parts of a second' => [static fn(): string => "starts > '" . self::local('now') . ".000000'", 60];
        yield 'in thousandths of a second' => [static fn(): string => 'ends * 1000 > ' . time() . '000', 60];
        yield 'a sum with a column' => [static fn(): string => 'id + ends > ' . time(), 60];
        yield 'a sum with a time' => [static fn(): string => 'ends > ' . time() . ' - 3600', 60];
        yield 'two numbers' => [static fn(): string => 'id > 3 AND ends - id < 20', null];
        yield 'by the day of the database' => [static fn(): string => 'DATE( starts ) = CURDATE()', 'midnight'];
    }

    public function test_the_clock_of_the_database_is_asked_how_long_it_takes(): void
    {
        if (Database::connection()::class !== \wpdb::class) {
            self::markTestSkipped('Only MySQL and MariaDB compare times so.');
        }
        self::run_sql("UPDATE {$this->table} SET starts = NOW() + INTERVAL 90 MINUTE WHERE id = 2");
        self::run_sql("UPDATE {$this->table} SET starts = NOW() - INTERVAL 3 HOUR WHERE id = 1");

        self::assertEqualsWithDelta(time() + 5400, $this->end_of("SELECT id FROM {$this->table} WHERE starts > NOW()"), 4);
        self::assertEqualsWithDelta(time() + 3600, $this->end_of("SELECT id FROM {$this->table} e WHERE e.starts > DATE_SUB( NOW(), INTERVAL 4 HOUR )"), 4);
        self::assertEqualsWithDelta(time() + 7200, $this->end_of("SELECT id FROM {$this->table} WHERE ends > UNIX_TIMESTAMP()"), 4);
        self::assertNull($this->end_of("SELECT id FROM {$this->table} WHERE starts > NOW() + INTERVAL 30 DAY"));
    }

    public function test_days_of_mysql_and_as_people_write_them_end_at_midnight(): void
    {
        if (Database::connection()::class !== \wpdb::class) {
            self::markTestSkipped('Only MySQL and MariaDB know these functions.');
        }
        foreach (["STR_TO_DATE( '" . wp_date('d.m.Y') . "', '%d.%m.%Y' )", "DATE '" . wp_date('Y-m-d') . "'"] as $day) {
            $midnight = min(Midnight::after(time(), wp_timezone()), Midnight::after(time(), new \DateTimeZone('UTC')));
            self::assertEqualsWithDelta($midnight, $this->end_of("SELECT id FROM {$this->table} WHERE starts > {$day}"), 4);
        }
    }

    public function test_posts_that_a_plugin_asks_for_by_time_end_as_lists_of_core_do(): void
    {
        self::post(['post_date' => self::local('-6 days -23 hours')]);
        $posts = Database::connection()->posts;

        self::assertEqualsWithDelta(time() + 3600, $this->end_of("SELECT ID FROM {$posts} WHERE post_date > '" . self::local('-7 days') . "'"), 4);
    }

    private function end_of(string $sql): ?int
    {
        return $this->observe(static fn() => print_r(Database::connection()->get_results($sql)))->expires_at();
    }

    private static function local(string $time): string
    {
        return (string) wp_date('Y-m-d H:i:s', (int) strtotime($time));
    }

    private static function run_sql(string $sql): void
    {
        self::assertNotFalse(Database::connection()->query($sql));
    }
}
