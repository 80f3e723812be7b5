<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Admin;

use DynamicCache\Admin\ClassicBox;
use DynamicCache\Admin\PostActions;
use DynamicCache\Purge\Purged;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\WordPressTestCase;

final class PostActionsTest extends WordPressTestCase
{
    /** @var list<list<string>> */
    private array $purged = [];

    private int $post = 0;

    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        $this->patch_settings(['enabled' => true]);
        $this->post = wp_insert_post(['post_title' => 'A <b>post</b>', 'post_status' => 'publish', 'post_author' => 1]);
        PurgeQueue::of_site()->flush('what made the post');
        add_action('dynamic_cache_purged', function (Purged $purged): void {
            $this->purged[] = $purged->tags;
        });
    }

    protected function tearDown(): void
    {
        $_GET = $_REQUEST = [];
        parent::tearDown();
    }

    public function test_the_list_has_the_link_for_whoever_may_edit_the_post(): void
    {
        $links = ['administrator' => true, 'editor' => true, 'author' => false, 'subscriber' => false];
        foreach (array_keys($links) as $role) {
            $this->become($role);
            $links[$role] = isset($this->links()['dynamic-cache-purge']);
        }

        self::assertSame(['administrator' => true, 'editor' => true, 'author' => false, 'subscriber' => false], $links);
    }

    public function test_there_is_none_for_what_visitors_cannot_see_and_while_the_cache_is_off(): void
    {
        $counts = [count($this->links())];
        wp_update_post(['ID' => $this->post, 'post_status' => 'draft']);
        $counts[] = count($this->links());
        wp_update_post(['ID' => $this->post, 'post_status' => 'publish']);
        $this->patch_settings(['enabled' => false]);
        $counts[] = count($this->links());

        self::assertSame([1, 0, 0], $counts);
    }

    public function test_the_link_purges_its_post_and_leads_back(): void
    {
        $to = $this->follow(PostActions::url(PostActions::PURGE, $this->post));

        self::assertContains("post:{$this->post}", array_merge(...$this->purged));
        self::assertSame(admin_url('edit.php?dynamic_cache_done=purge&dynamic_cache_count=1'), $to);
    }

    public function test_WP_05_without_its_nonce_or_with_that_of_another_post_it_does_nothing(): void
    {
        $link = PostActions::url(PostActions::PURGE, $this->post);
        foreach ([remove_query_arg('_wpnonce', $link), add_query_arg('post', $this->post - 1, $link), add_query_arg('what', 'warm', $link)] as $forged) {
            self::assertSame('died', $this->follow($forged));
        }

        self::assertSame([], $this->purged);
    }

    public function test_WP_02_a_nonce_is_no_right(): void
    {
        $this->become('author');
        $to = $this->follow(PostActions::url(PostActions::PURGE, $this->post));

        self::assertSame([], $this->purged);
        self::assertStringEndsWith('dynamic_cache_count=0', $to);
    }

    public function test_many_at_once_and_only_those_that_the_person_may(): void
    {
        $author = $this->become('author');
        $own = wp_insert_post(['post_title' => 'Mine', 'post_status' => 'publish', 'post_author' => $author]);
        (new PostActions(SettingsRepository::of_site()))->add_bulk_actions();
        PurgeQueue::of_site()->flush('what made the post');
        $this->purged = [];
        $to = apply_filters('handle_bulk_actions-edit-post', 'edit.php', 'dynamic_cache_post', [$own, $this->post]);
        $other = apply_filters('handle_bulk_actions-edit-post', 'edit.php', 'trash', [$own]);

        self::assertSame(['edit.php?dynamic_cache_done=purge&dynamic_cache_count=1', 'edit.php'], [$to, $other]);
        self::assertSame(["post:{$own}"], array_values(array_intersect(array_merge(...$this->purged), ["post:{$own}", "post:{$this->post}"])));
    }

    public function test_what_came_of_it_is_said_and_nothing_of_the_address_is_printed(): void
    {
        $_GET = ['dynamic_cache_done' => 'purge', 'dynamic_cache_count' => '3<script>'];
        self::assertStringNotContainsString('script', self::notice());
        $_GET = ['dynamic_cache_done' => 'purge', 'dynamic_cache_count' => '2'];
        self::assertStringContainsString('2 posts were purged', self::notice());
        $_GET = ['dynamic_cache_done' => '<script>'];
        self::assertSame('', self::notice());
    }

    public function test_the_box_of_the_classic_editor_says_what_visitors_get(): void
    {
        require_once self::admin_file('includes/admin.php');
        set_current_screen('post');
        $post = get_post($this->post);
        self::assertInstanceOf(\WP_Post::class, $post);
        $box = new ClassicBox(new PostActions(SettingsRepository::of_site()));
        $box->add('post', $post);
        ob_start();
        $box->print($post);
        $html = (string) ob_get_clean();

        $boxes = (string) wp_json_encode($GLOBALS['wp_meta_boxes']);
        self::assertStringContainsString('"dynamic-cache-box"', $boxes);
        self::assertStringContainsString('"__back_compat_meta_box":true', $boxes);
        self::assertSame(2, preg_match_all('/_wpnonce=[0-9a-f]{10}/', $html));
        self::assertMatchesRegularExpression('#^<p>[^<]{10,}</p>#', $html);
    }

    /** @return array<array-key, mixed> */
    private function links(): array
    {
        $post = get_post($this->post);
        self::assertInstanceOf(\WP_Post::class, $post);

        return (new PostActions(SettingsRepository::of_site()))->with_link([], $post);
    }

    /** Where the link leads, or `died`. */
    private function follow(string $link): string
    {
        $this->purged = [];
        parse_str((string) parse_url($link, PHP_URL_QUERY), $query);
        $_GET = $_REQUEST = $query;
        $to = '';
        $stop = static fn(): never => throw new \DomainException('died');
        add_filter('wp_die_handler', static fn(): \Closure => $stop);
        add_filter('wp_redirect', static function (string $location) use (&$to): never {
            $to = $location;
            throw new \DomainException('redirected');
        });
        try {
            (new PostActions(SettingsRepository::of_site()))->run();
        } catch (\DomainException $end) {
            $to = $end->getMessage() === 'died' ? 'died' : $to;
        }

        return $to;
    }

    private static function notice(): string
    {
        ob_start();
        (new PostActions(SettingsRepository::of_site()))->tell();

        return (string) ob_get_clean();
    }

    /** A file of the WordPress under test, which PHPStan does not know. */
    private static function admin_file(string $path): string
    {
        return ABSPATH . 'wp-admin/' . $path;
    }
}
