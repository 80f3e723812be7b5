<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Lists;

use DynamicCache\Database;
use DynamicCache\Lists\DatabaseListTable;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\Upkeep\ListSweep;
use DynamicCache\Store\Body;
use DynamicCache\Store\Page;
use DynamicCache\Store\UnableToSavePage;
use DynamicCache\Tests\WordPress\Tags\RenderTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** From a list on a page through the table and the store to the edit. */
final class ExactListsTest extends RenderTestCase
{
    private const LATEST = ['post_type' => 'post', 'posts_per_page' => 2, 'no_found_rows' => true, 'ignore_sticky_posts' => true, 'orderby' => ['date' => 'DESC', 'ID' => 'DESC']];

    private int $newest = 0;

    protected function setUp(): void
    {
        parent::setUp();
        foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $post) {
            wp_delete_post($post->ID, true);
        }
        foreach (['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'] as $day) {
            $this->newest = self::post(['post_date' => "{$day} 00:00:00", 'post_date_gmt' => "{$day} 00:00:00", 'post_title' => $day]);
        }
        $this->drain();
        $this->lists = DatabaseListTable::of_site();
    }

    public function test_a_page_carries_its_query_and_no_bucket(): void
    {
        $tags = $this->observe(static fn() => new \WP_Query(self::LATEST))->tags();

        self::assertCount(1, self::like('/^query:[0-9a-f]{32}$/D', $tags));
        self::assertSame(['list:post~all'], self::like('/^list:/', $tags));
    }

    public function test_pages_with_the_same_query_share_its_tag_and_its_row(): void
    {
        $one = $this->query_tags(self::LATEST);
        $other = $this->query_tags(self::LATEST + ['update_post_meta_cache' => false]);

        self::assertSame($one, $other);
        self::assertSame('1', Database::connection()->get_var('SELECT COUNT(*) FROM ' . Database::table('queries')));
    }

    public function test_a_post_behind_the_end_of_the_list_changes_nothing_and_one_in_front_does(): void
    {
        $this->fill('latest', self::LATEST);

        self::post(['post_date' => '2025-06-01 00:00:00']);
        PurgeQueue::flush_all();
        self::assertSame('served', self::fate('latest'));

        self::post(['post_date' => '2026-01-03 12:00:00']);
        PurgeQueue::flush_all();
        self::assertSame('purged', self::fate('latest'));
    }

    public function test_a_change_that_is_taken_back_before_the_flush_spares_the_page(): void
    {
        $this->fill('latest', self::LATEST);

        wp_update_post(['ID' => $this->newest, 'post_status' => 'draft']);
        self::assertSame('suspect', self::fate('latest'));
        wp_update_post(['ID' => $this->newest, 'post_status' => 'publish']);
        PurgeQueue::flush_all();

        self::assertSame('served', self::fate('latest'));
    }

    public function test_a_list_that_changes_to_and_fro_is_fresh_each_time(): void
    {
        foreach (['draft', 'publish', 'draft', 'publish'] as $status) {
            $this->fill('latest', self::LATEST);
            wp_update_post(['ID' => $this->newest, 'post_status' => $status]);
            PurgeQueue::flush_all();
            self::assertSame('purged', self::fate('latest'), $status);
        }
    }

    public function test_a_render_that_began_before_the_change_is_refused_though_its_query_was_not_known(): void
    {
        $store = self::store();
        $token = $store->token(time());
        $fill = $this->observe(static fn() => new \WP_Query(['fields' => 'ids'] + self::LATEST));
        Database::connection()->query('DELETE FROM ' . Database::table('queries'));
        wp_update_post(['ID' => $this->newest, 'post_status' => 'draft']);
        PurgeQueue::flush_all();

        $this->expectException(UnableToSavePage::class);
        $store->save(new Page('late', 200, [], Body::of('<html></html>'), $fill->tags(), time(), time() + 600, '0123456789abcdef'), $token, time());
    }

    public function test_where_nothing_can_be_written_down_the_page_goes_with_every_change_of_its_bucket(): void
    {
        $prefix = Database::connection()->prefix;
        // The first page whose posts other code is handed is not stored.
        $this->observe(static fn() => new \WP_Query(self::LATEST));
        $fill = $this->observe(static function (): void {
            new \WP_Query(self::LATEST);
            Database::connection()->prefix = 'lost_';
        });
        Database::connection()->prefix = $prefix;

        self::assertNull($fill->refusal());
        self::assertContains('list:post', $fill->tags());
        self::assertSame([], self::like('/^query:/', $fill->tags()));
    }

    public function test_an_order_by_hand_takes_the_lists_of_the_tag_though_they_are_the_same(): void
    {
        $this->fill('latest', self::LATEST);
        $this->fill('of a day', ['day' => 1] + self::LATEST);
        $this->fill('pages', ['post_type' => 'page'] + self::LATEST);

        PurgeQueue::of_site()->add('list:post');
        PurgeQueue::of_site()->flush('manual');

        self::assertSame(['purged', 'purged', 'served'], [self::fate('latest'), self::fate('of a day'), self::fate('pages')]);
    }

    public function test_more_lists_than_are_worth_asking_again_go_unasked(): void
    {
        for ($i = 1; $i <= 25; $i++) {
            $this->fill("list {$i}", ['posts_per_page' => 10 + $i] + self::LATEST);
        }

        wp_update_post(['ID' => $this->newest, 'post_status' => 'draft']);
        wp_update_post(['ID' => $this->newest, 'post_date' => '2026-01-05 00:00:00', 'post_date_gmt' => '2026-01-05 00:00:00', 'edit_date' => true]);
        wp_update_post(['ID' => $this->newest, 'post_status' => 'publish']);
        PurgeQueue::flush_all();

        $fates = array_count_values(array_map(static fn(int $i): string => self::fate("list {$i}"), range(1, 25)));
        self::assertGreaterThanOrEqual(5, $fates['purged'] ?? 0, 'Five are over the limit of twenty.');
    }

    public function test_a_list_by_a_time_near_now_is_not_asked_again(): void
    {
        $this->fill('until tomorrow', ['date_query' => [['before' => gmdate('Y-m-d', time() + 86_400), 'inclusive' => true]], 'suppress_filters' => true] + self::LATEST);

        wp_update_post(['ID' => $this->newest, 'post_date' => '2026-01-05 00:00:00', 'post_date_gmt' => '2026-01-05 00:00:00', 'edit_date' => true]);
        PurgeQueue::flush_all();

        self::assertSame('purged', self::fate('until tomorrow'));
    }

    public function test_a_term_below_that_is_made_later_belongs_to_the_list_of_the_one_above(): void
    {
        $rivers = self::term('Rivers');
        $this->drain();
        $this->fill('rivers', ['cat' => $rivers] + self::LATEST);

        $below = self::term('Brooks', 'category', $rivers);
        PurgeQueue::flush_all();
        self::assertSame('served', self::fate('rivers'));

        wp_set_post_categories($this->newest, [$below]);
        PurgeQueue::flush_all();
        self::assertSame('purged', self::fate('rivers'));
    }

    public function test_a_post_that_stays_on_top_joins_the_lists_of_the_type_that_it_becomes(): void
    {
        $below = ['post_type' => 'page', 'post_parent' => self::post(['post_type' => 'page'])];
        $this->drain();
        $this->fill('below a page', $below);

        stick_post($this->newest);
        PurgeQueue::flush_all();
        self::assertSame('served', self::fate('below a page'));

        set_post_type($this->newest, 'page');
        PurgeQueue::flush_all();
        self::assertSame('purged', self::fate('below a page'));
    }

    public function test_a_list_of_the_type_that_a_post_becomes_waits_for_the_flush(): void
    {
        $this->fill('pages', ['post_type' => 'page'] + self::LATEST);

        wp_update_post(['ID' => $this->newest, 'post_type' => 'page']);
        self::assertSame('suspect', self::fate('pages'));

        PurgeQueue::flush_all();
        self::assertSame('purged', self::fate('pages'));
    }

    public function test_a_draft_that_stays_on_top_joins_them_when_it_is_published_as_one_of_them(): void
    {
        $below = ['post_type' => 'page', 'post_parent' => self::post(['post_type' => 'page'])];
        wp_update_post(['ID' => $this->newest, 'post_status' => 'draft']);
        $this->drain();
        $this->fill('below a page', $below);
        stick_post($this->newest);
        wp_update_post(['ID' => $this->newest, 'post_type' => 'page']);
        PurgeQueue::flush_all();
        self::assertSame('served', self::fate('below a page'));

        wp_publish_post($this->newest);
        PurgeQueue::flush_all();

        self::assertSame('purged', self::fate('below a page'));
    }

    /** @param \Closure(int): mixed $change */
    #[DataProvider('ways_to_get_a_name')]
    public function test_posts_by_a_name_that_nobody_has_are_those_of_whoever_gets_it(\Closure $change): void
    {
        $bob = wp_insert_user(['user_login' => 'bob', 'user_pass' => 'x', 'role' => 'author']);
        self::assertIsInt($bob);
        $this->drain();
        $this->fill('by name', ['author_name' => 'ada'] + self::LATEST);
        $this->fill('by another name', ['author_name' => 'admin'] + self::LATEST);

        $change($bob);
        PurgeQueue::flush_all();

        self::assertSame(['purged', 'served'], [self::fate('by name'), self::fate('by another name')]);
    }

    /** @return iterable<string, array{\Closure(int): mixed}> */
    public static function ways_to_get_a_name(): iterable
    {
        yield 'somebody new' => [static fn() => wp_insert_user(['user_login' => 'ada', 'user_pass' => 'x', 'role' => 'author'])];
        yield 'another address' => [static fn(int $user) => wp_update_user(['ID' => $user, 'user_nicename' => 'ada'])];
    }

    public function test_too_many_rows_are_forgotten_with_their_pages(): void
    {
        $this->fill('old', ['posts_per_page' => 1] + self::LATEST);
        Database::connection()->query('UPDATE ' . Database::table('queries') . ' SET seen = seen - 1000');
        $this->fill('new', self::LATEST);

        (new ListSweep(DatabaseListTable::of_site(), PurgeQueue::of_site(...)))->run(time(), 1);

        self::assertSame(['purged', 'served'], [self::fate('old'), self::fate('new')]);
    }

    /** @param array<string, mixed> $args */
    private function fill(string $name, array $args): void
    {
        do {
            $fill = $this->observe(static fn() => new \WP_Query($args));
        } while ($fill->refusal() !== null);
        // What is shown of the posts has tags of its own.
        self::store_page($name, self::like('/^(?:query|list|slug|site|sql|user)/', $fill->tags()));
    }

    /**
     * @param array<string, mixed> $args
     *
     * @return list<string>
     */
    private function query_tags(array $args): array
    {
        return self::like('/^query:/', $this->observe(static fn() => new \WP_Query($args))->tags());
    }

    /**
     * @param list<string> $tags
     *
     * @return list<string>
     */
    private static function like(string $pattern, array $tags): array
    {
        return array_values(array_filter($tags, static fn(string $tag): bool => preg_match($pattern, $tag) === 1));
    }
}
