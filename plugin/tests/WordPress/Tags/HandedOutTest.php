<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Database;
use PHPUnit\Framework\Attributes\DataProvider;

/** Columns that nothing tells of but the object: who was handed it may print them. */
final class HandedOutTest extends PluginPageTestCase
{
    private int $rivers = 0;

    private int $elbe = 0;

    private int $oder = 0;

    protected function setUp(): void
    {
        parent::setUp();
        $this->rivers = self::term('Rivers');
        $this->elbe = self::post(['post_category' => [$this->rivers], 'post_date' => '2026-01-01 12:00:00', 'post_title' => 'Elbe']);
        $this->oder = self::post(['post_category' => [$this->rivers, self::term('Hills')], 'post_date' => '2026-01-01 12:00:00', 'post_title' => 'Oder']);
    }

    /**
     * @param \Closure(self): mixed $print
     * @param \Closure(self): mixed $edit
     */
    #[DataProvider('posts')]
    #[DataProvider('terms')]
    public function test_a_column_of_what_a_plugin_was_handed_is_fresh(\Closure $print, \Closure $edit, string $fate): void
    {
        self::assertSame($fate, $this->fate_after(fn(): mixed => $print($this), fn(): mixed => $edit($this)));
    }

    /** @return iterable<string, array{\Closure(self): mixed, \Closure(self): mixed, string}> */
    public static function posts(): iterable
    {
        $post = static fn(self $site): mixed => self::column('comment_count', $site->elbe);
        $comment = static fn(self $site): mixed => wp_insert_comment(['comment_post_ID' => $site->elbe, 'comment_content' => 'Words', 'comment_approved' => 1]);
        $save = static fn(self $site): mixed => wp_update_post(['ID' => $site->elbe]);
        yield 'a post, and a comment on it' => [$post, $comment, 'purged'];
        yield 'a column, and a comment' => [static fn(self $site): mixed => get_post_field('comment_count', $site->elbe), $comment, 'purged'];
        yield 'a list of posts, and a comment' => [static fn(): mixed => wp_list_pluck(get_posts(), 'comment_count', 'ID'), $comment, 'purged'];
        yield 'a post, and a comment that waits' => [$post, static fn(self $site): mixed => wp_insert_comment(['comment_post_ID' => $site->elbe, 'comment_approved' => 0]), 'served'];
        yield 'a post, and a comment on another' => [static fn(self $site): mixed => self::column('comment_count', $site->oder), $comment, 'served'];
        yield 'its title, and a comment' => [static fn(self $site): mixed => get_the_title($site->elbe), $comment, 'served'];
        yield 'a post that was saved again' => [static fn(self $site): mixed => self::column('post_modified', $site->elbe), $save, 'purged'];
        yield 'its title, saved again' => [static fn(self $site): mixed => get_the_title($site->elbe), $save, 'served'];
        yield 'what a plugin keeps of its text' => [
            static fn(self $site): mixed => self::column('post_content_filtered', $site->elbe),
            static fn(self $site): mixed => wp_update_post(['ID' => $site->elbe, 'post_content_filtered' => 'words']),
            'purged',
        ];
        $others = [
            'comment_status' => static fn(int $id): mixed => wp_update_post(['ID' => $id, 'comment_status' => 'closed']),
            'ping_status' => static fn(int $id): mixed => wp_update_post(['ID' => $id, 'ping_status' => 'closed']),
            'post_password' => static fn(int $id): mixed => wp_update_post(['ID' => $id, 'post_password' => 'secret']),
            'menu_order' => static fn(int $id): mixed => wp_update_post(['ID' => $id, 'menu_order' => 3]),
            'post_author' => static fn(int $id): mixed => wp_update_post(['ID' => $id, 'post_author' => 9]),
            'post_parent' => static fn(int $id): mixed => wp_update_post(['ID' => $id, 'post_parent' => 1]),
        ];
        foreach ($others as $column => $edit) {
            yield "its {$column}" => [static fn(self $site): mixed => self::column($column, $site->elbe), static fn(self $site): mixed => $edit($site->elbe), 'purged'];
        }
    }

    /** @return iterable<string, array{\Closure(self): mixed, \Closure(self): mixed, string}> */
    public static function terms(): iterable
    {
        $publish = static fn(self $site): mixed => self::post(['post_category' => [$site->rivers]]);
        $term = static fn(self $site): mixed => self::count_of(get_term($site->rivers));
        yield 'a term' => [$term, $publish, 'purged'];
        yield 'a term, and a post of another' => [$term, static fn(): mixed => self::post(), 'served'];
        yield 'a term by its slug' => [static fn(): mixed => self::count_of(get_term_by('slug', 'rivers', 'category')), $publish, 'purged'];
        yield 'the terms of a post' => [static fn(self $site): mixed => self::counts_of(get_the_terms($site->elbe, 'category')), $publish, 'purged'];
        yield 'the categories of a post' => [static fn(self $site): mixed => self::counts_of(get_the_category($site->elbe)), $publish, 'purged'];
        yield 'the terms of a post, read anew' => [static fn(self $site): mixed => self::counts_of(wp_get_post_terms($site->elbe, 'category')), $publish, 'purged'];
        yield 'which term of a post has the most' => [
            static fn(self $site): mixed => wp_get_post_terms($site->oder, 'category', ['orderby' => 'count', 'order' => 'DESC', 'fields' => 'slugs']),
            static function (self $site): void {
                array_map(static fn(): mixed => self::post(['post_category' => [$site->rivers]]), [1, 2, 3]);
            },
            'purged',
        ];
        yield 'what the terms of a post lie below' => [
            static fn(self $site): mixed => wp_get_object_terms($site->elbe, 'category', ['fields' => 'id=>parent']),
            static fn(self $site): mixed => wp_update_term($site->rivers, 'category', ['parent' => self::term('Top')]),
            'purged',
        ];
        yield 'ids of the terms of a post' => [static fn(self $site): mixed => wp_get_post_categories($site->elbe), $publish, 'served'];
        yield 'terms by their ids' => [static fn(self $site): mixed => self::counts_of(get_terms(['include' => [$site->rivers], 'taxonomy' => 'category'])), $publish, 'purged'];
        yield 'its name' => [static fn(self $site): mixed => get_the_category_list(', ', '', $site->elbe), $publish, 'served'];
    }

    #[DataProvider('numbers')]
    public function test_a_number_of_posts_counts_where_it_is_on_the_page(int $number, string $fate): void
    {
        $this->set_number($number);

        $after = $this->fate_after(fn(): string => (get_term($this->rivers) === null ? '' : 'All 5,678 of 10.5.12'), fn() => $this->set_number($number + 1));

        self::assertSame($fate, $after);
    }

    /** @return iterable<string, array{int, string}> */
    public static function numbers(): iterable
    {
        yield 'with a comma' => [5678, 'purged'];
        yield 'another' => [5679, 'served'];
        yield 'part of one' => [678, 'purged'];
        yield 'part of the digits' => [56, 'served'];
        yield 'so small that it may decide' => [9, 'purged'];
    }

    private function set_number(int $number): void
    {
        $taxonomy = get_taxonomy('category');
        self::assertInstanceOf(\WP_Taxonomy::class, $taxonomy);
        $usual = $taxonomy->update_count_callback;
        $taxonomy->update_count_callback = static function (mixed $rows) use ($number): void {
            $database = Database::connection();
            foreach (is_array($rows) ? $rows : [] as $row) {
                do_action('edit_term_taxonomy', $row, 'category');
                $database->update($database->term_taxonomy, ['count' => $number], ['term_taxonomy_id' => $row]);
                do_action('edited_term_taxonomy', $row, 'category');
            }
        };
        wp_update_term_count_now([$this->rivers], 'category');
        $taxonomy->update_count_callback = $usual;
    }

    private static function column(string $name, int $post): mixed
    {
        $post = get_post($post);

        return $post instanceof \WP_Post ? get_object_vars($post)[$name] ?? null : null;
    }

    private static function count_of(mixed $term): int
    {
        return $term instanceof \WP_Term ? $term->count : -1;
    }

    private static function counts_of(mixed $terms): string
    {
        return implode(',', array_map(self::count_of(...), is_array($terms) ? $terms : []));
    }
}
