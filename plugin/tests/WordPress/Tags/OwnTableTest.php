<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Database;
use DynamicCache\Engine\Fill;
use DynamicCache\Lists\DatabaseListTable;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Store\Body;
use DynamicCache\Store\Page;
use DynamicCache\Store\UnableToSavePage;
use DynamicCache\Tags\Tables\BusyTables;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestWith;

/** Pages that show what a plugin keeps in tables of its own: they go when its answer is another one, and only then. */
final class OwnTableTest extends RenderTestCase
{
    private const QUESTIONS = [
        'one by id' => 'SELECT title FROM {t} WHERE id = 1',
        'one by id, again' => 'SELECT title FROM {t} WHERE id = 2',
        'one that is not there' => 'SELECT title FROM {t} WHERE id = 9',
        'of a post' => "SELECT * FROM `{t}` WHERE post_id = '7' AND kind = 'talk' ORDER BY id",
        'of a kind' => "SELECT title FROM {t} AS e WHERE e.kind = 'walk'",
        'of some kinds' => "SELECT title FROM {t} WHERE kind IN ( 'Walk', 'run' )",
        'by title' => "SELECT seats FROM {t} WHERE title IN ( 'Lakes', 'Ponds' )",
        'all' => 'SELECT id, title FROM {t} ORDER BY title',
        'how many' => 'SELECT COUNT(*) FROM {t}',
        'by seats' => 'SELECT title FROM {t} WHERE seats > 10',
        'either' => "SELECT title FROM {t} WHERE kind = 'walk' OR id = 1",
        'below' => "SELECT title FROM {t} WHERE id IN ( SELECT id FROM {t} WHERE kind = 'talk' )",
        'joined' => 'SELECT p.ID, e.title FROM {posts} p JOIN {t} e ON e.post_id = p.ID',
        'of the moment' => "SELECT title, NOW() IS NULL FROM {t} WHERE kind = 'walk'",
    ];

    private string $table = '';

    protected function setUp(): void
    {
        parent::setUp();
        $this->lists = DatabaseListTable::of_site();
        $this->table = Database::connection()->prefix . 'club_events';
        // One of the session is made and dropped without an end of the transaction of the test.
        self::run_sql("CREATE TEMPORARY TABLE {$this->table} (id bigint unsigned NOT NULL AUTO_INCREMENT, post_id bigint unsigned NOT NULL DEFAULT 0, kind varchar(40) NOT NULL DEFAULT 'talk', title varchar(200) NOT NULL DEFAULT '', seats int NULL, PRIMARY KEY  (id), UNIQUE KEY title (title))");
        foreach ([[7, 'talk', 'Lakes', 10], [7, 'walk', 'Rivers', 20], [8, 'talk', 'Hills', 30]] as [$post, $kind, $title, $seats]) {
            $this->insert(['post_id' => $post, 'kind' => $kind, 'title' => $title, 'seats' => $seats]);
        }
        $this->drain();
    }

    protected function tearDown(): void
    {
        self::run_sql("DROP TEMPORARY TABLE {$this->table}");
        parent::tearDown();
    }

    /**
     * @param \Closure(self): mixed $edit
     * @param list<string> $needless pages that go although their answer stays
     */
    #[DataProvider('edits')]
    public function test_exactly_the_pages_whose_answers_are_others_are_purged(\Closure $edit, array $needless = []): void
    {
        $before = array_map($this->answer(...), self::QUESTIONS);
        foreach (self::QUESTIONS as $name => $question) {
            // The first that reads a table, or a column of it, is not stored.
            $this->page($question);
            self::store_page($name, $this->page($question));
        }

        $edit($this);
        PurgeQueue::flush_all();

        $gone = array_keys(array_filter(self::QUESTIONS, static fn(string $name): bool => self::fate($name) !== 'served', ARRAY_FILTER_USE_KEY));
        $other = array_keys(array_filter(self::QUESTIONS, fn(string $question, string $name): bool => $this->answer($question) !== $before[$name], ARRAY_FILTER_USE_BOTH));
        self::assertSame([], array_values(array_diff($other, $gone)), 'stale');
        self::assertSame($needless, array_values(array_diff($gone, $other)), 'needless');
    }

    /** @return iterable<string, array{0: \Closure(self): mixed, 1?: list<string>}> */
    public static function edits(): iterable
    {
        yield 'a title' => [static fn(self $club) => $club->update(['title' => 'Ponds'], ['id' => 1])];
        yield 'the title that it has' => [static fn(self $club) => $club->update(['title' => 'Lakes'], ['id' => 1])];
        yield 'a number' => [static fn(self $club) => $club->update(['seats' => 5], ['id' => 2]), ['of the moment']];
        yield 'a number, counted up' => [static fn(self $club) => self::run_sql("UPDATE {$club->table} SET seats = seats + 1 WHERE id = 3")];
        yield 'another kind' => [static fn(self $club) => $club->update(['kind' => 'walk'], ['id' => 3])];
        yield 'another post' => [static fn(self $club) => $club->update(['post_id' => 9], ['title' => 'Lakes'])];
        yield 'all of them' => [static fn(self $club) => self::run_sql("UPDATE {$club->table} SET seats = 1"), ['of the moment']];
        yield 'a new one' => [static fn(self $club) => $club->insert(['post_id' => 7, 'title' => 'Moors'])];
        yield 'a new one of another kind' => [static fn(self $club) => $club->insert(['post_id' => 1, 'kind' => 'walk', 'title' => 'Moors', 'seats' => 1])];
        yield 'several new ones' => [static fn(self $club) => self::run_sql("INSERT INTO {$club->table} (post_id, title) VALUES (5, 'Moors'), (6, 'Bogs')"), ['of the moment']];
        yield 'a new one with that id' => [static fn(self $club) => $club->insert(['id' => 9, 'post_id' => 1, 'title' => 'Moors'])];
        yield 'one replaced' => [static fn(self $club) => Database::connection()->replace($club->table, ['id' => 2, 'post_id' => 8, 'kind' => 'talk', 'title' => 'Rivers', 'seats' => 20])];
        yield 'one replaced by another key' => [static fn(self $club) => Database::connection()->replace($club->table, ['id' => 9, 'post_id' => 8, 'kind' => 'talk', 'title' => 'Rivers', 'seats' => 20])];
        yield 'one that is there already' => [static fn(self $club) => self::run_sql("INSERT INTO {$club->table} (id, title) VALUES (1, 'Lakes') ON DUPLICATE KEY UPDATE kind = 'walk'")];
        yield 'one deleted' => [static fn(self $club) => Database::connection()->delete($club->table, ['id' => 2])];
        yield 'all deleted' => [static fn(self $club) => self::run_sql("DELETE FROM {$club->table}")];
        yield 'two after another' => [static function (self $club): void {
            $club->insert(['post_id' => 1, 'title' => 'Moors']);
            $club->update(['title' => 'Becks'], ['id' => 2]);
        }];
        yield 'written in small letters, with a comment' => [static fn(self $club) => self::run_sql("/* club */ update `{$club->table}` set `title` = 'Ponds' where `id` = 1 limit 1")];
        yield 'by a join' => [static fn(self $club) => self::run_sql("UPDATE {$club->table} e JOIN " . Database::connection()->posts . ' p ON p.ID <> e.id SET e.title = CONCAT( e.title, e.id )')];
    }

    public function test_a_list_of_posts_that_a_plugin_sorts_by_its_table_goes_when_its_order_is_another_one(): void
    {
        [$lakes, $rivers] = [self::post(['post_title' => 'Lakes']), self::post(['post_title' => 'Rivers'])];
        $this->update(['post_id' => $lakes], ['id' => 1]);
        $this->update(['post_id' => $rivers], ['id' => 2]);
        add_filter('posts_clauses', fn(array $clauses): array => ['join' => " JOIN {$this->table} e ON e.post_id = " . Database::connection()->posts . '.ID', 'orderby' => 'e.seats'] + $clauses);
        $list = fn(): array => $this->observe(static fn() => print_r(get_posts(['suppress_filters' => false, 'fields' => 'ids'])))->tags();
        $list();
        $this->drain();
        self::store_page('/', $list());

        $this->update(['title' => 'Ponds'], ['id' => 1]);
        PurgeQueue::flush_all();
        self::assertSame('served', self::fate('/'));

        $this->update(['seats' => 99], ['id' => 1]);
        PurgeQueue::flush_all();
        self::assertNotSame('served', self::fate('/'));
    }

    public function test_a_question_that_cannot_be_written_down_goes_with_each_row_that_it_may_look_at(): void
    {
        $this->lists = null;
        $this->page(self::QUESTIONS['one by id']);
        self::store_page('/', $this->page(self::QUESTIONS['one by id']));

        $this->update(['title' => 'Ponds'], ['id' => 3]);
        PurgeQueue::flush_all();
        self::assertSame('served', self::fate('/'));

        $this->update(['seats' => 99], ['id' => 1]);
        PurgeQueue::flush_all();
        self::assertNotSame('served', self::fate('/'));
    }

    #[TestWith(['club_events'])]
    #[TestWith(['WP_Club_Events'])]
    public function test_a_table_that_the_owner_ignores_purges_nothing(string $name): void
    {
        add_filter('dynamic_cache_ignored_tables', static fn(array $tables): array => [...$tables, $name]);
        $this->page(self::QUESTIONS['all']);
        self::store_page('/', $this->page(self::QUESTIONS['all']));

        $this->update(['title' => 'Ponds'], ['id' => 1]);
        PurgeQueue::flush_all();

        self::assertSame('served', self::fate('/'));
    }

    public function test_a_table_that_every_visit_writes_to_ends_the_life_of_its_pages_instead_of_purging_them(): void
    {
        $visit = function (): void {
            self::run_sql("UPDATE {$this->table} SET seats = seats + 1 WHERE id = 1");
        };
        $this->page(self::QUESTIONS['by seats']);
        self::assertNull($this->fill(self::QUESTIONS['by seats'])->expires_at());
        for ($i = 0; $i < 600 && !BusyTables::is_busy($this->table); $i++) {
            $visit();
            PurgeQueue::flush_all();
        }
        $fill = $this->fill(self::QUESTIONS['by seats']);
        self::assertEqualsWithDelta(time() + BusyTables::LIFE, $fill->expires_at(), 2);
        self::store_page('/', $fill->tags());

        $visit();
        PurgeQueue::flush_all();
        self::assertSame('served', self::fate('/'));

        wp_set_current_user(1);
        $this->update(['title' => 'Ponds'], ['id' => 1]);
        PurgeQueue::flush_all();
        self::assertNotSame('served', self::fate('/'));
    }

    public function test_pages_that_do_not_know_of_a_busy_table_go_when_it_becomes_one(): void
    {
        $this->page(self::QUESTIONS['one by id']);
        self::store_page('/', $this->page(self::QUESTIONS['one by id']));
        for ($i = 0; $i < 600 && !BusyTables::is_busy($this->table); $i++) {
            self::run_sql("UPDATE {$this->table} SET seats = seats + 1 WHERE id = 3");
            PurgeQueue::flush_all();
        }

        self::assertNotSame('served', self::fate('/'));
    }

    public function test_a_page_whose_render_is_counted_in_a_table_that_others_show_is_stored(): void
    {
        $render = fn(string $question): Fill => $this->observe(function () use ($question): void {
            Database::connection()->get_results($this->asked($question));
            self::run_sql("INSERT INTO {$this->table} (title) VALUES ('" . uniqid() . "')");
            PurgeQueue::flush_all();
        });
        $this->page(self::QUESTIONS['how many']);

        self::assertNull($render('SELECT 1 + 1')->refusal());
        // One that shows the number is another one at once.
        $token = self::store()->token(time());
        $fill = $render(self::QUESTIONS['how many']);
        $this->expectException(UnableToSavePage::class);
        self::store()->save(new Page('/', 200, [], Body::of('<html></html>'), ['site', ...$fill->tags()], time(), time() + 600, '0123456789abcdef'), $token, time());
    }

    public function test_many_rows_at_once_are_not_looked_at_one_by_one(): void
    {
        $values = implode(', ', array_map(static fn(int $number): string => "(5, 'walk', 'Walk {$number}')", range(1, 30)));
        self::run_sql("INSERT INTO {$this->table} (post_id, kind, title) VALUES {$values}");
        $this->page(self::QUESTIONS['of a kind']);
        self::store_page('/', $this->page(self::QUESTIONS['of a kind']));

        self::run_sql("UPDATE {$this->table} SET title = CONCAT( title, '!' ) WHERE post_id = 5");
        PurgeQueue::flush_all();

        self::assertNotSame('served', self::fate('/'));
    }

    public function test_a_page_that_is_rendered_while_the_table_changes_is_not_served_with_the_old_answer(): void
    {
        $this->page(self::QUESTIONS['all']);
        $token = self::store()->token(time());
        $tags = $this->page(self::QUESTIONS['all']);

        $this->update(['title' => 'Ponds'], ['id' => 1]);
        PurgeQueue::flush_all();

        $this->expectException(UnableToSavePage::class);
        self::store()->save(new Page('/', 200, [], Body::of('<html></html>'), ['site', ...$tags], time(), time() + 600, '0123456789abcdef'), $token, time());
    }

    public function test_who_writes_finds_the_id_of_its_row_and_its_check_as_they_were(): void
    {
        $check = new \ReflectionProperty(\wpdb::class, 'check_current_query');
        $seen = [];
        add_filter('query', static function (string $sql) use (&$seen, $check): string {
            $seen[strtok($sql, ' ') . ' ' . (str_contains($sql, 'club_events') ? 'events' : '')][] = $check->getValue(Database::connection());

            return $sql;
        }, PHP_INT_MAX);
        $this->page(self::QUESTIONS['all']);
        $this->insert(['title' => 'Moors']);
        $id = Database::connection()->insert_id;

        $this->page(self::QUESTIONS['one by id']);
        $this->update(['title' => 'Ponds'], ['id' => 1]);

        self::assertSame($id, Database::connection()->insert_id);
        self::assertSame([false], $seen['UPDATE events']);
    }

    private function answer(string $question): string
    {
        return serialize(Database::connection()->get_results($this->asked($question)));
    }

    /** @return list<string> its tags */
    private function page(string $question): array
    {
        return $this->fill($question)->tags();
    }

    private function fill(string $question): Fill
    {
        return $this->observe(fn() => print_r(Database::connection()->get_results($this->asked($question))));
    }

    private function asked(string $question): string
    {
        return strtr($question, ['{t}' => $this->table, '{posts}' => Database::connection()->posts]);
    }

    /** @param array<string, int|string> $row */
    private function insert(array $row): void
    {
        self::assertSame(1, Database::connection()->insert($this->table, $row));
    }

    /**
     * @param array<string, int|string> $row
     * @param array<string, int|string> $where
     */
    private function update(array $row, array $where): void
    {
        self::assertNotFalse(Database::connection()->update($this->table, $row, $where));
    }

    private static function run_sql(string $sql): void
    {
        self::assertNotFalse(Database::connection()->query($sql));
    }
}
