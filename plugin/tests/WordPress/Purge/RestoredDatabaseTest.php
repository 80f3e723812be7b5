<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

use DynamicCache\Database;
use DynamicCache\Install\Paths;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\Upkeep\RestoredDatabase;
use DynamicCache\Tests\WordPress\ThrowAwayWordPress;

/** A backup that is played back fires no hook, and the stored pages show what was taken back. */
final class RestoredDatabaseTest extends PurgeTestCase
{
    public function test_a_database_older_than_the_pages_empties_the_cache(): void
    {
        $this->purge_and_look();
        $backup = self::purges();
        $this->purge_and_look();
        self::store_page('of-the-future', ['post:1']);
        self::put_back($backup);

        self::watcher()->look();

        self::assertSame('purged', self::fate('of-the-future'));
        self::assertSame([['site']], array_map(static fn($purged): array => $purged->tags, array_slice($this->purged, -1)));
    }

    public function test_a_restore_that_is_followed_by_a_purge_is_noticed_as_well(): void
    {
        $this->purge_and_look();
        $backup = self::purges();
        $this->purge_and_look();
        $this->purge_and_look();
        self::store_page('of-the-future', ['post:1']);
        self::put_back($backup);

        $this->purge_and_look();

        self::assertSame('purged', self::fate('of-the-future'));
    }

    public function test_the_same_database_leaves_the_pages_alone(): void
    {
        $this->purge_and_look();
        self::store_page('good', ['post:1']);
        $this->purge_and_look();

        self::watcher()->look();

        self::assertSame('served', self::fate('good'));
    }

    public function test_a_folder_that_is_new_has_nothing_to_remember(): void
    {
        @unlink(Paths::of_wordpress()->cache_dir() . '/log/last-1.php');
        $this->purged = [];

        self::watcher()->look();

        self::assertSame([], $this->purged);
    }

    public function test_it_is_noticed_once(): void
    {
        $this->purge_and_look();
        $backup = self::purges();
        $this->purge_and_look();
        self::put_back($backup);
        self::watcher()->look();
        $this->purged = [];

        self::watcher()->look();

        self::assertSame([], $this->purged);
    }

    private function purge_and_look(): void
    {
        PurgeQueue::of_site()->add('post:987654');
        PurgeQueue::of_site()->flush('test');
        self::watcher()->look();
    }

    private static function watcher(): RestoredDatabase
    {
        return new RestoredDatabase(Paths::of_wordpress(), PurgeQueue::of_site(...));
    }

    /** @return list<array<string, mixed>> */
    private static function purges(): array
    {
        $rows = Database::connection()->get_results((string) Database::connection()->prepare('SELECT * FROM %i', Database::table('purges')), 'ARRAY_A');
        $found = [];
        foreach (is_array($rows) ? $rows : [] as $row) {
            $found[] = array_combine(array_map(strval(...), array_keys($row)), array_values($row));
        }

        return $found;
    }

    /**
     * As a dump is played back: the table with its rows and the number of its next one.
     *
     * @param list<array<string, mixed>> $rows
     */
    private static function put_back(array $rows): void
    {
        $database = Database::connection();
        $database->query((string) $database->prepare('DELETE FROM %i', Database::table('purges')));
        $database->query(ThrowAwayWordPress::is_mariadb()
            ? (string) $database->prepare('ALTER TABLE %i AUTO_INCREMENT = 1', Database::table('purges'))
            : (string) $database->prepare('DELETE FROM sqlite_sequence WHERE name = %s', Database::table('purges')));
        foreach ($rows as $row) {
            $database->insert(Database::table('purges'), $row);
        }
    }
}
