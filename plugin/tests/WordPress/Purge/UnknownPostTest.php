<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

use DynamicCache\Database;

/** Changes of posts that this request has not seen before, or sees no better afterwards. */
final class UnknownPostTest extends PurgeTestCase
{
    public function test_a_post_that_was_written_past_wordpress_is_another_one_when_somebody_says_so_though_nobody_knew_it_before(): void
    {
        $post = self::post(['post_title' => 'Elbe']);
        $this->drain();
        wp_cache_flush();
        $database = Database::connection();

        // As another program does.
        remove_all_filters('query');
        $database->update($database->posts, ['post_title' => 'Labe', 'menu_order' => 4], ['ID' => $post]);
        clean_post_cache($post);

        self::assertSame([], array_diff(["post:{$post}", "post:{$post}~title", 'list:post~all', 'list:any~all'], $this->flushed()));
    }

    public function test_a_post_whose_type_changes_is_another_one_though_nobody_knew_it_before(): void
    {
        $post = self::post();
        $this->drain();
        wp_cache_flush();

        set_post_type($post, 'page');

        self::assertSame(['site'], $this->flushed());
    }

    public function test_a_comment_is_no_reason_to_take_its_post_for_another(): void
    {
        $post = self::post();
        $this->drain();
        wp_cache_flush();

        wp_insert_comment(['comment_post_ID' => $post, 'comment_content' => 'Words.', 'comment_approved' => '1']);

        self::assertNotContains("post:{$post}", $this->flushed());
    }

    public function test_sees_what_an_importer_changes_that_lets_core_forget_nothing(): void
    {
        $post = self::post(['post_title' => 'Elbe']);
        $this->drain();

        wp_suspend_cache_invalidation(true);
        wp_update_post(['ID' => $post, 'post_title' => 'Labe']);
        wp_suspend_cache_invalidation(false);

        self::assertContains("post:{$post}~title", $this->flushed());
    }
}
