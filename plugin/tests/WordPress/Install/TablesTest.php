<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Database;
use DynamicCache\Install\Tables;
use DynamicCache\Tests\WordPress\WordPressTestCase;

final class TablesTest extends WordPressTestCase
{
    public function test_tables_that_are_right_are_not_altered(): void
    {
        $altered = [];
        add_filter('query', static function (mixed $sql) use (&$altered): mixed {
            if (is_string($sql) && preg_match('/^\s*(?:ALTER|CREATE|DROP)\b/i', $sql) === 1) {
                $altered[] = $sql;
            }

            return $sql;
        });

        Tables::create();

        self::assertSame([], $altered);
        self::assertTrue(Tables::are_in_place());
    }

    public function test_a_table_of_an_older_version_gets_the_columns_that_it_lacks_and_keeps_its_rows(): void
    {
        $database = Database::connection();
        $table = Database::table('purges');
        $database->insert($table, ['at' => 1_795_000_000, 'tags' => 'post:7', 'urls' => '']);
        self::sql("ALTER TABLE {$table} DROP COLUMN untouched");
        self::sql("ALTER TABLE {$table} DROP COLUMN refreshed");

        Tables::create();

        self::assertSame(
            [['tags' => 'post:7', 'refreshed' => '-1', 'untouched' => '-1']],
            $database->get_results("SELECT tags, refreshed, untouched FROM {$table}", 'ARRAY_A'),
        );
    }
}
