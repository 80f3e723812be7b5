<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Database;
use DynamicCache\Lists\DatabaseListTable;
use DynamicCache\Purge\PurgeQueue;
use PHPUnit\Framework\Attributes\DataProvider;

/** Plugins join tables of their own to whatever core asks (translations, memberships): such a page goes with their rows, too. */
final class JoinedTableTest extends RenderTestCase
{
    private string $table = '';

    protected function setUp(): void
    {
        parent::setUp();
        $this->lists = DatabaseListTable::of_site();
        $this->table = Database::connection()->prefix . 'club_events';
        self::run_sql("CREATE TEMPORARY TABLE {$this->table} (event bigint unsigned NOT NULL AUTO_INCREMENT, thing bigint unsigned NOT NULL DEFAULT 0, PRIMARY KEY  (event))");
    }

    protected function tearDown(): void
    {
        self::run_sql("DROP TEMPORARY TABLE {$this->table}");
        parent::tearDown();
    }

    /**
     * @param \Closure(int): mixed $print
     * @param 'post'|'term'|'comment'|'user'|'nav_menu_item' $type
     */
    #[DataProvider('questions')]
    public function test_a_page_goes_when_a_joined_row_changes_its_answer(string $hook, string $column, string $type, \Closure $print): void
    {
        $thing = $this->thing($type);
        self::post(['post_date' => '2026-02-01 00:00:00', 'import_id' => $thing + 1]);
        self::run_sql("INSERT INTO {$this->table} (thing) VALUES (99999)");
        $this->drain();
        $join = ' JOIN ' . $this->table . ' ON thing = ' . strtr($column, ['{prefix}' => Database::connection()->prefix]);
        add_filter($hook, static fn(mixed $clauses): mixed => match (true) {
            is_array($clauses) => ['join' => (is_string($clauses['join'] ?? null) ? $clauses['join'] : '') . $join] + $clauses,
            $clauses instanceof \WP_User_Query => $clauses->query_from = 'FROM ' . Database::connection()->users . $join,
            default => (is_string($clauses) ? $clauses : '') . $join,
        });
        $page = function () use ($print, $thing): array {
            wp_cache_flush();

            return $this->observe(static fn(): mixed => $print($thing))->tags();
        };
        $page();
        self::store_page('/', $page());
        $before = $this->output;

        self::run_sql("UPDATE {$this->table} SET thing = {$thing} WHERE event = 1");
        PurgeQueue::flush_all();

        self::assertNotSame('served', self::fate('/'));
        $page();
        self::assertNotSame($before, $this->output);
    }

    /** @return iterable<string, array{string, string, string, \Closure(int): mixed}> */
    public static function questions(): iterable
    {
        yield 'terms' => ['terms_clauses', 't.term_id', 'term', static fn(): mixed => print_r(get_terms(['hide_empty' => false, 'fields' => 'ids']))];
        yield 'comments' => ['comments_clauses', 'comment_ID', 'comment', static fn(): mixed => print_r(get_comments(['fields' => 'ids']))];
        yield 'users' => ['pre_user_query', '{prefix}users.ID', 'user', static fn(): mixed => print_r(get_users(['fields' => 'ID']))];
        yield 'a list of posts' => ['posts_join', '{prefix}posts.ID', 'post', static fn(): mixed => print_r(get_posts(['suppress_filters' => false, 'fields' => 'ids']))];
        yield 'items of a menu' => ['posts_join', '{prefix}posts.ID', 'nav_menu_item', static fn(): mixed => print_r(get_posts(['suppress_filters' => false, 'post_type' => 'nav_menu_item', 'fields' => 'ids']))];
        yield 'one post' => ['posts_join', '{prefix}posts.ID', 'post', static fn(int $id): mixed => print_r((new \WP_Query(['p' => $id]))->post_count)];
        yield 'one post by its name' => ['posts_join', '{prefix}posts.ID', 'post', static fn(int $id): mixed => print_r((new \WP_Query(['name' => get_post_field('post_name', $id)]))->post_count)];
        yield 'the post before' => ['get_previous_post_join', 'p.ID', 'post', static function (int $id): void {
            $GLOBALS['post'] = get_post($id + 1);
            print_r(get_previous_post());
        }];
    }

    public function test_a_list_with_a_table_that_every_visit_writes_to_lives_for_minutes(): void
    {
        $join = " JOIN {$this->table} ON thing = " . Database::connection()->posts . '.ID';
        add_filter('posts_join', static fn(mixed $clauses): string => (is_string($clauses) ? $clauses : '') . $join);
        $print = static fn(): mixed => print_r(get_posts(['suppress_filters' => false, 'fields' => 'ids']));
        self::assertNull($this->observe($print)->expires_at());

        update_option('dynamic_cache_busy_tables', (string) wp_json_encode([$this->table => time() + 3600]));

        self::assertEqualsWithDelta(time() + 300, $this->observe($print)->expires_at(), 2);
    }

    public function test_who_asks_through_a_function_of_php_is_seen(): void
    {
        self::run_sql("INSERT INTO {$this->table} (thing) VALUES (1)");
        $this->drain();
        $print = fn(): mixed => print_r(array_map([Database::connection(), 'get_var'], ["SELECT thing FROM {$this->table} WHERE event = 1"]));
        $this->observe($print);
        self::store_page('/', $this->observe($print)->tags());

        self::run_sql("UPDATE {$this->table} SET thing = 2 WHERE event = 1");
        PurgeQueue::flush_all();

        self::assertNotSame('served', self::fate('/'));
    }

    private function thing(string $type): int
    {
        $thing = match ($type) {
            'term' => wp_insert_term('Walks', 'category'),
            'comment' => wp_insert_comment(['comment_post_ID' => self::post([]), 'comment_content' => 'Fine', 'comment_approved' => '1']),
            'user' => wp_create_user('walker', 'walker', 'walker@example.org'),
            default => self::post(['post_type' => $type, 'post_title' => 'Lakes', 'post_date' => '2026-01-01 00:00:00']),
        };
        $id = is_array($thing) ? $thing['term_id'] : $thing;
        self::assertIsInt($id);

        return $id;
    }

    private static function run_sql(string $sql): void
    {
        self::assertNotFalse(Database::connection()->query($sql));
    }
}
