<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

use DynamicCache\Database;
use DynamicCache\Lists\DatabaseListTable;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tests\WordPress\Tags\RenderTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** Plugins that write to core's tables by SQL, and tell nobody: exactly the pages that show it go. */
final class CoreTableTest extends RenderTestCase
{
    public int $elbe = 0;

    private int $oder = 0;

    private int $rivers = 0;

    private int $ada = 0;

    private int $comment = 0;

    protected function setUp(): void
    {
        parent::setUp();
        $this->lists = DatabaseListTable::of_site();
        $this->rivers = self::term('Rivers');
        $ada = wp_insert_user(['user_login' => 'ada', 'user_pass' => 'password', 'display_name' => 'Ada']);
        self::assertIsInt($ada);
        $this->ada = $ada;
        $this->elbe = self::post(['post_title' => 'Elbe', 'post_name' => 'elbe', 'post_author' => $this->ada, 'meta_input' => ['depth' => '3'], 'post_category' => [$this->rivers]]);
        $this->oder = self::post(['post_title' => 'Oder', 'post_name' => 'oder', 'post_author' => $this->ada, 'meta_input' => ['depth' => '4']]);
        $this->comment = (int) wp_insert_comment(['comment_post_ID' => $this->elbe, 'comment_content' => 'Wide.', 'comment_approved' => '1', 'comment_author' => 'Bob']);
        update_option('club_banner', 'Welcome');
        set_transient('club_menu', 'Soup', 600);
        $this->drain();
    }

    /**
     * @param \Closure(self, \wpdb): mixed $edit
     * @param list<string> $needless pages that go although their answer stays
     */
    #[DataProvider('edits')]
    public function test_exactly_the_pages_that_show_what_was_written_are_purged(\Closure $edit, array $needless = []): void
    {
        $before = [];
        foreach ($this->questions() as $name => $ask) {
            $before[$name] = $this->answer($ask);
            // What is rare is not stored at its first time.
            $this->observe(static fn() => print_r($ask()));
            $tags = $this->observe(static fn() => print_r($ask()))->tags();
            $this->drain();
            self::store_page($name, $tags);
        }

        $edit($this, Database::connection());
        PurgeQueue::flush_all();

        $names = array_keys($before);
        $gone = array_values(array_filter($names, static fn(string $name): bool => self::fate($name) !== 'served'));
        $other = array_values(array_filter($names, fn(string $name): bool => $this->answer($this->questions()[$name]) !== $before[$name]));
        self::assertSame([], array_values(array_diff($other, $gone)), 'stale');
        self::assertSame($needless, array_values(array_diff($gone, $other)), 'needless');
    }

    /** @return iterable<string, array{0: \Closure(self, \wpdb): mixed, 1?: list<string>}> */
    public static function edits(): iterable
    {
        $everything = ['title', 'title of another', 'list', 'meta', 'option', 'kept', 'category', 'comments', 'author'];
        $but = static fn(string ...$names): array => array_values(array_diff($everything, $names));
        yield 'a title' => [static fn(self $site, \wpdb $db) => $db->update($db->posts, ['post_title' => 'Labe'], ['ID' => $site->elbe]), ['list']];
        yield 'the title that it has' => [static fn(self $site, \wpdb $db) => $db->update($db->posts, ['post_title' => 'Elbe'], ['ID' => $site->elbe])];
        yield 'a status' => [static fn(self $site, \wpdb $db) => $db->query("UPDATE {$db->posts} SET post_status = 'draft' WHERE post_name = 'elbe'"), ['title', 'category']];
        yield 'a new post' => [static fn(self $site, \wpdb $db) => $db->insert($db->posts, ['post_title' => 'Havel', 'post_status' => 'publish', 'post_type' => 'post', 'post_date' => '2026-04-01 00:00:00', 'post_content' => '', 'post_excerpt' => '', 'to_ping' => '', 'pinged' => '', 'post_content_filtered' => ''])];
        yield 'a post deleted' => [static fn(self $site, \wpdb $db) => $db->delete($db->posts, ['ID' => $site->elbe]), ['category']];
        yield 'posts as it likes' => [static fn(self $site, \wpdb $db) => $db->query("UPDATE {$db->posts} p JOIN {$db->postmeta} m ON m.post_id = p.ID SET p.post_title = CONCAT( p.post_title, '!' )"), $but('title', 'title of another')];
        yield 'a meta value' => [static fn(self $site, \wpdb $db) => $db->update($db->postmeta, ['meta_value' => '9'], ['post_id' => $site->elbe, 'meta_key' => 'depth'])];
        yield 'a meta value, counted up' => [static fn(self $site, \wpdb $db) => $db->query("UPDATE {$db->postmeta} SET meta_value = meta_value + 1 WHERE meta_key = 'depth' AND post_id = {$site->elbe}")];
        yield 'a meta value of another' => [static fn(self $site, \wpdb $db) => $db->update($db->postmeta, ['meta_value' => '9'], ['post_id' => $site->oder, 'meta_key' => 'depth'])];
        yield 'a lock' => [static fn(self $site, \wpdb $db) => $db->insert($db->postmeta, ['post_id' => $site->elbe, 'meta_key' => '_edit_lock', 'meta_value' => '1'])];
        yield 'a meta value taken out' => [static fn(self $site, \wpdb $db) => $db->delete($db->postmeta, ['meta_key' => 'depth'])];
        yield 'an option' => [static fn(self $site, \wpdb $db) => $db->update($db->options, ['option_value' => 'Sale'], ['option_name' => 'club_banner'])];
        yield 'an option that no page shows' => [static fn(self $site, \wpdb $db) => $db->insert($db->options, ['option_name' => 'club_log', 'option_value' => '1'])];
        yield 'all that is kept for a while' => [static fn(self $site, \wpdb $db) => $db->query("DELETE FROM {$db->options} WHERE option_name LIKE '\\_transient\\_%'")];
        yield 'a name of a category' => [static fn(self $site, \wpdb $db) => $db->update($db->terms, ['name' => 'Streams'], ['term_id' => $site->rivers])];
        yield 'a category less' => [static fn(self $site, \wpdb $db) => $db->delete($db->term_relationships, ['object_id' => $site->elbe])];
        yield 'a comment' => [static fn(self $site, \wpdb $db) => $db->update($db->comments, ['comment_content' => 'Deep.'], ['comment_ID' => $site->comment])];
        yield 'a comment that waits again' => [static fn(self $site, \wpdb $db) => $db->query("UPDATE {$db->comments} SET comment_approved = 0 WHERE comment_ID = {$site->comment}")];
        yield 'a new comment' => [static fn(self $site, \wpdb $db) => $db->insert($db->comments, ['comment_post_ID' => $site->elbe, 'comment_content' => 'Long.', 'comment_approved' => '1', 'comment_author' => 'Cy'])];
        yield 'a name' => [static fn(self $site, \wpdb $db) => $db->update($db->users, ['display_name' => 'Countess'], ['ID' => $site->ada])];
    }

    /** @return array<string, \Closure(): mixed> */
    private function questions(): array
    {
        return [
            'title' => fn(): string => get_the_title($this->elbe),
            'title of another' => fn(): string => get_the_title($this->oder),
            'list' => static fn(): array => get_posts(['fields' => 'ids', 'orderby' => 'date', 'order' => 'ASC', 'numberposts' => 3]),
            'meta' => fn(): mixed => get_post_meta($this->elbe, 'depth', true),
            'option' => static fn(): mixed => get_option('club_banner'),
            'kept' => static fn(): mixed => get_transient('club_menu'),
            'category' => fn(): mixed => wp_get_post_categories($this->elbe, ['fields' => 'names']),
            'comments' => fn(): array => array_map(static fn(\WP_Comment $comment): string => $comment->comment_content, get_comments(['post_id' => $this->elbe, 'status' => 'approve'])),
            'author' => fn(): string => get_the_author_meta('display_name', $this->ada),
        ];
    }

    /** @param \Closure(): mixed $ask */
    private function answer(\Closure $ask): string
    {
        wp_cache_flush();

        return serialize($ask());
    }
}
