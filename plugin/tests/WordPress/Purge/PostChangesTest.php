<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

use PHPUnit\Framework\Attributes\DataProvider;

/** Editor's work on posts → exactly the tags of what it changes. */
final class PostChangesTest extends PurgeTestCase
{
    private const PLACE = ['list:post', 'list:any', 'list:post:author:1', 'list:post:parent:0', 'list:post:date:2026', 'list:post:date:2026-03', 'list:post:term:1', 'list:any:term:1'];
    private const SLUG = ['slug:post:a-title', 'slug:any:a-title'];
    /** Of a post that comes or goes. */
    private const WHOLE = ['post:ID', 'post:ID~above', 'post:ID~author', 'post:ID~content', 'post:ID~date', 'post:ID~discussion', 'post:ID~excerpt', 'post:ID~file', 'post:ID~link', 'post:ID~plain', 'post:ID~status', 'post:ID~sticky', 'post:ID~title', 'terms:ID:category', 'terms:ID:post_format', 'terms:ID:post_tag'];
    private const COUNTED = ['archives:post', 'archives:post~posts', 'archives:post~daily', 'archives:post~weekly', 'archives:post~monthly', 'archives:post~yearly', 'authors:post', 'authors:post~by.1', 'authors:post~who', 'count:post', 'calendar:post:2026-03', 'calendar:post:NOW', 'calendar:post:none~gap', 'calendar:post:2026-03~gap', 'tax:category~count', 'tax:category~filled', 'tax:category~listed', 'tax:category~nested', 'tax:category~occupied'];
    private const REWRITTEN = ['list:post~text', 'list:any~text'];
    private const RETITLED = ['list:post~title', 'list:any~title'];

    /**
     * @param \Closure(int): mixed $operation
     * @param list<string> $expected `ID` stands for the post
     */
    #[DataProvider('operations_on_a_published_post')]
    public function test_purges_what_an_edit_of_a_published_post_changes(\Closure $operation, array $expected): void
    {
        self::keep_the_site_quiet();
        $post = self::post();
        $this->drain();

        $operation($post);

        self::assert_tags(self::of($post, ...$expected), $this->flushed());
    }

    /** @return iterable<string, array{\Closure(int): mixed, list<string>}> */
    public static function operations_on_a_published_post(): iterable
    {
        yield 'another title' => [static fn(int $post) => wp_update_post(['ID' => $post, 'post_title' => 'Another']), ['post:ID', 'post:ID~title', ...self::REWRITTEN, ...self::RETITLED]];
        yield 'another text' => [static fn(int $post) => wp_update_post(['ID' => $post, 'post_content' => 'Other words.']), ['post:ID', 'post:ID~content', ...self::REWRITTEN]];
        yield 'another excerpt' => [static fn(int $post) => wp_update_post(['ID' => $post, 'post_excerpt' => 'In short.']), ['post:ID', 'post:ID~excerpt', ...self::REWRITTEN]];
        yield 'comments closed' => [static fn(int $post) => wp_update_post(['ID' => $post, 'comment_status' => 'closed']), ['post:ID', 'post:ID~discussion', 'list:post~discussion', 'list:any~discussion']];
        yield 'another slug' => [static fn(int $post) => wp_update_post(['ID' => $post, 'post_name' => 'another']), ['post:ID', 'post:ID~link', ...self::PLACE, ...self::SLUG, 'slug:post:another', 'slug:any:another']];
        yield 'a password' => [static fn(int $post) => wp_update_post(['ID' => $post, 'post_password' => 'secret']), ['post:ID', 'post:ID~status', 'post:ID~title', 'post:ID~content', 'post:ID~excerpt', ...self::PLACE]];
        yield 'another place in the menu order' => [static fn(int $post) => wp_update_post(['ID' => $post, 'menu_order' => 3]), ['post:ID', ...self::PLACE]];
        yield 'another month' => [
            static fn(int $post) => wp_update_post(['ID' => $post, 'post_date' => '2026-04-02 12:00:00', 'post_date_gmt' => '2026-04-02 12:00:00', 'edit_date' => true]),
            ['post:ID', 'post:ID~date', ...self::PLACE, 'list:post:date:2026-04', 'archives:post', 'archives:post~posts', 'archives:post~daily', 'archives:post~weekly', 'archives:post~monthly', 'calendar:post:2026-03', 'calendar:post:2026-04', 'calendar:post:NOW', 'calendar:post:none~gap', 'calendar:post:2026-03~gap', 'calendar:post:2026-04~gap'],
        ];
        yield 'taken back to a draft' => [static fn(int $post) => wp_update_post(['ID' => $post, 'post_status' => 'draft']), [...self::WHOLE, ...self::PLACE, ...self::COUNTED, ...self::SLUG]];
        yield 'made private' => [static fn(int $post) => wp_update_post(['ID' => $post, 'post_status' => 'private']), [...self::WHOLE, ...self::PLACE, ...self::COUNTED, ...self::SLUG]];
        yield 'moved to the trash' => [wp_trash_post(...), [...self::WHOLE, ...self::PLACE, ...self::COUNTED, ...self::SLUG, 'slug:post:a-title__trashed', 'slug:any:a-title__trashed']];
        yield 'deleted' => [static fn(int $post) => wp_delete_post($post, true), [...self::WHOLE, ...self::PLACE, ...self::COUNTED, ...self::SLUG]];
        yield 'another picture' => [static fn(int $post) => update_post_meta($post, '_thumbnail_id', '77'), ['meta:post:ID:_thumbnail_id']];
        yield 'made sticky' => [stick_post(...), ['post:ID~sticky', 'list:post~sticky', 'list:any~sticky']];
    }

    /** @param \Closure(int): mixed $operation */
    #[DataProvider('operations_that_show_nowhere')]
    public function test_purges_nothing_for_what_shows_nowhere(\Closure $operation): void
    {
        self::keep_the_site_quiet();
        $post = self::post();
        $this->drain();

        $operation($post);

        self::assertSame([], $this->flushed());
    }

    /** @return iterable<string, array{\Closure(int): mixed}> */
    public static function operations_that_show_nowhere(): iterable
    {
        yield 'a save without a change' => [static fn(int $post) => wp_update_post(['ID' => $post])];
        yield 'the same terms again' => [static fn(int $post) => wp_set_post_categories($post, [1])];
        yield 'the lock of the editor' => [static fn(int $post) => update_post_meta($post, '_edit_lock', time() . ':1')];
        yield 'a view counter that no page prints' => [static fn(int $post) => update_post_meta($post, 'views', '5')];
        yield 'a revision' => [static fn(int $post) => wp_save_post_revision($post)];
        yield 'an autosave' => [static fn(int $post) => _wp_put_post_revision($post, true)];
        yield 'a new auto-draft' => [static fn() => self::post(['post_status' => 'auto-draft'])];
        yield 'a new draft' => [static fn() => self::post(['post_status' => 'draft'])];
        yield 'work on a draft' => [static function (): void {
            $draft = self::post(['post_status' => 'draft']);
            wp_update_post(['ID' => $draft, 'post_title' => 'Better', 'post_name' => 'better']);
            wp_set_post_categories($draft, [1]);
            update_post_meta($draft, '_thumbnail_id', '77');
            wp_delete_post($draft, true);
        }];
        yield 'a recount' => [static fn() => wp_update_term_count_now([1], 'category')];
        yield 'a transient' => [static fn() => set_transient('something', 'new')];
        yield 'an option that no page reads' => [static fn() => update_option('some_plugin_last_run', (string) microtime(true))];
        yield 'a new password' => [static function (): void {
            add_filter('send_password_change_email', '__return_false');
            wp_update_user(['ID' => 1, 'user_pass' => 'another password']);
        }];
        yield 'a new user' => [static fn() => wp_insert_user(['user_login' => 'reader', 'user_pass' => 'x', 'role' => 'subscriber'])];
    }

    public function test_purges_lists_and_counts_when_a_draft_is_published(): void
    {
        self::keep_the_site_quiet();
        $category = self::term('Rivers');
        $post = self::post(['post_status' => 'draft', 'post_category' => [$category]]);
        $this->drain();

        wp_publish_post($post);

        self::assert_tags(
            self::of($post, 'adjacent:ID', ...self::WHOLE, ...self::COUNTED, ...array_diff(self::PLACE, ['list:post:term:1', 'list:any:term:1']), ...["list:post:term:{$category}", "list:any:term:{$category}"]),
            $this->flushed(),
        );
    }

    public function test_purges_when_cron_publishes_a_scheduled_post(): void
    {
        self::keep_the_site_quiet();
        $post = self::post(['post_date' => gmdate('Y-m-d H:i:s', time() + 3600), 'post_status' => 'future']);
        self::sql("UPDATE wp_posts SET post_date = '2026-03-10 12:00:00', post_date_gmt = '2026-03-10 12:00:00' WHERE ID = {$post}");
        clean_post_cache($post);
        $this->drain();

        do_action('publish_future_post', $post);

        self::assertSame('publish', get_post_status($post));
        self::assert_tags(self::of($post, 'adjacent:ID', ...self::WHOLE, ...self::PLACE, ...self::COUNTED, ...self::SLUG), $this->flushed());
    }

    public function test_purges_when_a_post_comes_back_from_the_trash(): void
    {
        self::keep_the_site_quiet();
        $post = self::post();
        wp_trash_post($post);
        $this->drain();

        add_filter('wp_untrash_post_status', static fn(): string => 'publish');
        wp_untrash_post($post);

        self::assert_tags(self::of($post, 'adjacent:ID', 'slug:post:a-title__trashed', 'slug:any:a-title__trashed', ...self::WHOLE, ...self::PLACE, ...self::COUNTED, ...self::SLUG), $this->flushed());
    }

    public function test_purges_lists_of_the_term_left_and_of_the_term_joined_with_all_their_ancestors(): void
    {
        self::keep_the_site_quiet();
        $water = self::term('Water');
        $river = self::term('River', 'category', $water);
        $hill = self::term('Hill');
        $post = self::post(['post_category' => [$river]]);
        $this->drain();

        wp_set_post_categories($post, [$hill]);

        $tags = $this->flushed();
        foreach ([$water, $river, $hill] as $term) {
            self::assertContains("list:post:term:{$term}", $tags);
        }
        self::assertContains('tax:category~count', $tags);
        self::assertContains("terms:{$post}:category", $tags);
        self::assertNotContains("post:{$post}", $tags);
        self::assertNotContains('list:post:term:1', $tags);
    }

    public function test_purges_when_a_term_is_taken_away(): void
    {
        self::keep_the_site_quiet();
        $tag = self::term('deep', 'post_tag');
        $post = self::post(['tags_input' => ['deep']]);
        $this->drain();

        wp_remove_object_terms($post, $tag, 'post_tag');

        $tags = $this->flushed();
        self::assertContains("terms:{$post}:post_tag", $tags);
        self::assertContains("list:post:term:{$tag}", $tags);
        self::assertContains('tax:post_tag~count', $tags);
        self::assertNotContains('tax:category~count', $tags);
    }

    public function test_purges_the_pages_whose_neighbour_a_new_post_becomes(): void
    {
        self::keep_the_site_quiet();
        $far = self::post(['post_date' => '2026-01-01 12:00:00']);
        $before = self::post(['post_date' => '2026-02-01 12:00:00']);
        $after = self::post(['post_date' => '2026-04-01 12:00:00']);
        $this->drain();

        self::post(['post_date' => '2026-03-01 12:00:00']);

        $tags = $this->flushed();
        self::assertContains("adjacent:{$before}", $tags);
        self::assertContains("adjacent:{$after}", $tags);
        self::assertNotContains("adjacent:{$far}", $tags);
    }

    public function test_purges_the_pages_below_a_page_whose_address_changes(): void
    {
        self::keep_the_site_quiet();
        $parent = self::post(['post_type' => 'page', 'post_name' => 'old']);
        $child = self::post(['post_type' => 'page', 'post_parent' => $parent]);
        $grandchild = self::post(['post_type' => 'page', 'post_parent' => $child]);
        $other = self::post(['post_type' => 'page']);
        $this->drain();

        wp_update_post(['ID' => $parent, 'post_name' => 'new']);

        $tags = $this->flushed();
        self::assertContains("post:{$child}~link", $tags);
        self::assertContains("post:{$grandchild}~link", $tags);
        self::assertNotContains("post:{$other}~link", $tags);
    }

    public function test_sees_the_children_that_core_moves_up_without_a_hook(): void
    {
        self::keep_the_site_quiet();
        $parent = self::post(['post_type' => 'page']);
        $child = self::post(['post_type' => 'page', 'post_parent' => $parent]);
        $this->drain();

        wp_delete_post($parent, true);

        $tags = $this->flushed();
        self::assertContains("post:{$child}", $tags);
        self::assertContains("list:page:parent:{$parent}", $tags);
    }

    public function test_sees_the_posts_that_a_deleted_user_leaves_to_another(): void
    {
        self::keep_the_site_quiet();
        require_once self::core_file('wp-admin/includes/user.php');
        $author = $this->become('author');
        $post = self::post(['post_author' => $author]);
        $this->drain();

        wp_delete_user($author, 1);

        $tags = $this->flushed();
        self::assertContains("post:{$post}", $tags);
        self::assertContains("list:post:author:{$author}", $tags);
        self::assertContains('list:post:author:1', $tags);
        self::assertContains("user:{$author}", $tags);
    }

    public function test_compares_with_the_state_at_the_flush_when_rest_writes_terms_after_the_post(): void
    {
        self::keep_the_site_quiet();
        $category = self::term('Late');
        $post = self::post();
        $this->become('administrator');
        rest_get_server();
        // The REST server has just written the site's own configuration.
        self::switch_cache(true);
        $this->drain();

        $request = new \WP_REST_Request('POST', "/wp/v2/posts/{$post}");
        $request->set_body_params(['categories' => [$category]]);
        self::assertSame(200, rest_get_server()->dispatch($request)->get_status());

        $tags = $this->flushed();
        self::assertContains("list:post:term:{$category}", $tags);
        self::assertContains('list:post:term:1', $tags);
    }

    public function test_withdraws_when_a_change_is_undone_before_the_flush(): void
    {
        self::keep_the_site_quiet();
        $post = self::post();
        $this->drain();
        self::store_page('page', ["post:{$post}"]);

        wp_update_post(['ID' => $post, 'post_title' => 'Another']);
        self::assertSame('suspect', self::fate('page'));
        wp_update_post(['ID' => $post, 'post_title' => 'A title']);

        self::assertSame([], $this->flushed());
        self::assertSame('served', self::fate('page'));
    }

    /**
     * `ID` is the post, `NOW` the month of today.
     *
     * @return list<string>
     */
    private static function of(int $post, string ...$tags): array
    {
        return array_values(str_replace(['ID', 'NOW'], [(string) $post, (string) wp_date('Y-m')], $tags));
    }
}
