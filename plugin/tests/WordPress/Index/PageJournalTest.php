<?php

/** Renders reach the list of pages by a journal: none is told twice, none is missed by whoever reads or purges. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Index;

use DynamicCache\Database;
use DynamicCache\Engine\Reason;
use DynamicCache\Index\PageTable;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Stats\Counting;

final class PageJournalTest extends IndexTestCase
{
    public function test_a_render_asks_the_database_nothing_and_is_in_the_list_when_somebody_looks(): void
    {
        $before = Database::connection()->num_queries;
        $this->stored('/a/');
        $asked = Database::connection()->num_queries - $before;

        self::assertSame(0, $asked);
        self::assertSame(0, self::in_table());
        self::assertSame(['/a/' => 'cached fresh'], $this->listed());
        self::assertSame(1, self::in_table());
    }

    public function test_a_purge_marks_a_page_that_is_only_in_the_journal(): void
    {
        $this->stored('/a/', ['post:7']);
        $this->stored('/b/', ['post:8']);
        PurgeQueue::of_site()->add('post:7');
        PurgeQueue::of_site()->flush('manual');

        self::assertSame(['/a/' => 'purged purged', '/b/' => 'cached fresh'], $this->listed('orderby=url&order=asc'));
    }

    public function test_renders_of_one_page_end_as_the_last_of_them(): void
    {
        $this->stored('/a/');
        $this->refused('/a/', Reason::SetCookie);
        $this->stored('/b/');
        $this->refused('/b/', Reason::SetCookie);
        $this->stored('/b/');
        self::assertSame('set-cookie', self::refusal('/a/'));
        self::assertSame('', self::refusal('/b/'));
    }

    public function test_cron_puts_it_into_the_table_where_nobody_looks(): void
    {
        $this->stored('/a/');
        do_action(Counting::EVENT);

        self::assertSame(1, self::in_table());
        self::assertSame('', (string) file_get_contents(self::journal()));
    }

    public function test_a_line_that_was_cut_off_and_one_of_another_version_are_passed_over(): void
    {
        $this->stored('/a/');
        file_put_contents(self::journal(), "[\"stored\",\"x\"]\n{\"what\":1}\n[\"stored\",\"" . str_repeat('0', 32), FILE_APPEND);

        self::assertSame(['/a/'], array_keys($this->listed()));
    }

    public function test_it_never_grows_without_bounds(): void
    {
        $this->stored('/a/', array_map(static fn(int $id): string => "post:{$id}", range(1, 4_000)));
        $size = (int) filesize(self::journal());
        for ($page = 0; $page < intdiv(524_288, $size) + 1; $page++) {
            $this->stored("/{$page}/", array_map(static fn(int $id): string => "post:{$id}", range(1, 4_000)));
        }
        clearstatcache();

        self::assertGreaterThan(1, self::in_table());
        self::assertLessThan(524_288, (int) filesize(self::journal()));
    }

    public function test_where_no_file_can_be_written_the_row_goes_into_the_table_at_once(): void
    {
        @mkdir(dirname(self::journal()));
        @unlink(self::journal());
        mkdir(self::journal());
        try {
            $this->stored('/a/');
            self::assertSame(1, self::in_table());
        } finally {
            rmdir(self::journal());
        }
    }

    private static function journal(): string
    {
        return self::cache_dir() . '/rendered/1.php';
    }

    private static function refusal(string $path): string
    {
        $database = Database::connection();

        return (string) $database->get_var((string) $database->prepare('SELECT refusal FROM %i WHERE url LIKE %s', PageTable::settled(), "%{$path}"));
    }

    private static function in_table(): int
    {
        return (int) Database::connection()->get_var('SELECT COUNT(*) FROM ' . Database::table('pages'));
    }
}
