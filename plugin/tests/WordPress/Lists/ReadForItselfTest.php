<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Lists;

use DynamicCache\Engine\Fill;
use DynamicCache\Purge\Purged;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tests\WordPress\Tags\RenderTestCase;

/** What core, or the cache, reads to find something out: that is on no page. */
final class ReadForItselfTest extends RenderTestCase
{
    public function test_the_text_of_a_page_in_the_navigation_is_on_no_other_page(): void
    {
        $page = self::post(['post_type' => 'page', 'post_title' => 'Rivers', 'post_name' => 'rivers']);
        $this->render('/?p=1');
        $shown = $this->render('/?p=1');

        self::assertFalse($this->is_purged($shown, static fn() => wp_update_post(['ID' => $page, 'post_content' => 'Other words.'])));
        self::assertTrue($this->is_purged($shown, static fn() => wp_update_post(['ID' => $page, 'post_title' => 'Waters'])));
    }

    public function test_whether_the_navigation_has_submenus_is_on_it(): void
    {
        [$above, $page] = [self::post(['post_type' => 'page']), self::post(['post_type' => 'page'])];
        $this->render('/?p=1');
        $shown = $this->render('/?p=1');

        self::assertTrue($this->is_purged($shown, static fn() => wp_update_post(['ID' => $page, 'post_parent' => $above])));
    }

    public function test_a_query_block_that_is_asked_again_for_its_page_links_shows_titles_alone(): void
    {
        $posts = array_map(static fn(int $day): int => self::post(['post_date' => "2026-01-0{$day} 00:00:00"]), range(1, 8));
        // Behind the one that WordPress brings: 8, 7 | 6, 5, 4.
        $content = '<!-- wp:query {"queryId":7,"query":{"perPage":3,"postType":"post","inherit":false}} --><!-- wp:post-template --><!-- wp:post-title /--><!-- /wp:post-template --><!-- wp:query-pagination --><!-- wp:query-pagination-previous /--><!-- wp:query-pagination-numbers /--><!-- wp:query-pagination-next /--><!-- /wp:query-pagination --><!-- /wp:query -->';
        $page = self::post(['post_type' => 'page', 'post_content' => $content]);
        $this->render("/?page_id={$page}&query-7-page=2");
        $shown = $this->render("/?page_id={$page}&query-7-page=2");

        self::assertFalse($this->is_purged($shown, static fn() => wp_update_post(['ID' => $posts[4], 'post_excerpt' => 'Other words.'])));
        self::assertTrue($this->is_purged($shown, static fn() => wp_update_post(['ID' => $posts[4], 'post_title' => 'Another'])));
    }

    public function test_the_name_of_a_category_that_a_list_is_asked_by_is_not_on_it(): void
    {
        $term = self::term('Rivers');
        $shown = $this->observe(static fn() => new \WP_Query(['category_name' => 'rivers', 'fields' => 'ids']));

        self::assertFalse($this->is_purged($shown, static fn() => wp_update_term($term, 'category', ['name' => 'Waters'])));
        self::assertTrue($this->is_purged($shown, static fn() => wp_update_term($term, 'category', ['slug' => 'waters'])));
    }

    /** @param \Closure(): mixed $change */
    private function is_purged(Fill $shown, \Closure $change): bool
    {
        $this->drain();
        $this->purged = [];
        $change();
        PurgeQueue::flush_all();

        return array_intersect($shown->tags(), array_merge([], ...array_map(static fn(Purged $purged): array => $purged->tags, $this->purged))) !== [];
    }
}
