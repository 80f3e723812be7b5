<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;
use DynamicCache\Purge\PurgeQueue;
use PHPUnit\Framework\Attributes\DataProvider;

/** Settings that a plugin reads while WordPress loads, and prints later. */
final class EarlyOptionsTest extends RenderTestCase
{
    /** @var array<mixed> */
    private array $server = [];

    protected function setUp(): void
    {
        parent::setUp();
        $this->server = $_SERVER;
    }

    protected function tearDown(): void
    {
        $_SERVER = $this->server;
        $GLOBALS['pagenow'] = 'index.php';
        parent::tearDown();
    }

    #[DataProvider('requests')]
    public function test_a_setting_that_is_saved_purges_every_page(string $user, string $method, string $page, string $address, string $option, string $fate): void
    {
        $this->render_with('shop_settings');
        $this->drain();
        self::switch_cache(true);
        self::store_page('/', $this->render_with('shop_settings')->tags());
        self::assertSame('served', self::fate('/'));

        wp_set_current_user($user === 'admin' ? 1 : 0);
        $_SERVER['REQUEST_METHOD'] = $method;
        $_SERVER['REQUEST_URI'] = $address;
        $GLOBALS['pagenow'] = $page;
        update_option($option, 'B');
        PurgeQueue::flush_all();

        self::assertSame($fate, self::fate('/'));
    }

    /** @return iterable<string, array{string, string, string, string, string, string}> */
    public static function requests(): iterable
    {
        yield 'by the form of core' => ['admin', 'POST', 'options.php', '/wp-admin/options.php', 'shop_settings', 'purged'];
        yield 'by a screen of its own' => ['admin', 'POST', 'admin.php', '/wp-admin/admin.php?page=shop', 'shop_settings', 'purged'];
        yield 'over REST' => ['admin', 'PUT', 'index.php', '/wp-json/shop/v1/settings', 'shop_settings', 'purged'];
        yield 'an option that is not read early' => ['admin', 'POST', 'options.php', '/wp-admin/options.php', 'shop_log', 'served'];
        yield 'by a visitor' => ['', 'POST', 'index.php', '/cart/', 'shop_settings', 'served'];
        yield 'while a screen is looked at' => ['admin', 'GET', 'admin.php', '/wp-admin/admin.php?page=shop', 'shop_settings', 'served'];
        yield 'beside a post' => ['admin', 'POST', 'post.php', '/wp-admin/post.php', 'shop_settings', 'served'];
        yield 'beside a post over REST' => ['admin', 'POST', 'index.php', '/wp-json/wp/v2/posts/1', 'shop_settings', 'served'];
        yield 'by a screen of a plugin below a type of posts' => ['admin', 'POST', 'edit.php', '/wp-admin/edit.php?post_type=event&page=settings', 'shop_settings', 'purged'];
        yield 'by a link on a screen of its own' => ['admin', 'GET', 'admin.php', '/wp-admin/admin.php?page=shop&action=default&_wpnonce=0123456789', 'shop_settings', 'purged'];
        yield 'by a link that trashes a post' => ['admin', 'GET', 'post.php', '/wp-admin/post.php?post=1&action=trash&_wpnonce=0123456789', 'shop_settings', 'served'];
        yield 'with the settings of core over REST' => ['admin', 'POST', 'index.php', '/wp-json/wp/v2/settings', 'shop_settings', 'purged'];
    }

    public function test_the_first_page_with_one_is_not_stored(): void
    {
        self::assertSame(Reason::ChangedByOwnRender, $this->render_with('shop_settings')->refusal());
        $this->drain();
        self::assertNull($this->render_with('shop_settings')->refusal());
        self::assertSame([], self::starting('option:', $this->render_with('shop_settings')));
    }

    #[DataProvider('kept')]
    public function test_what_is_kept_for_a_while_and_read_early_is_taken_back_with_a_setting(string $method, string $page, string $name, string $fate): void
    {
        set_transient('languages', 'A');
        $this->render_with('_transient_languages');
        $this->drain();
        self::switch_cache(true);
        self::store_page('/', $this->render_with('_transient_languages')->tags());

        wp_set_current_user(1);
        $_SERVER['REQUEST_METHOD'] = $method;
        $_SERVER['REQUEST_URI'] = "/wp-admin/{$page}";
        $GLOBALS['pagenow'] = explode('?', $page)[0];
        set_transient($name, 'B');
        PurgeQueue::flush_all();

        self::assertSame($fate, self::fate('/'));
    }

    /** @return iterable<string, array{string, string, string, string}> */
    public static function kept(): iterable
    {
        yield 'on a screen of a plugin' => ['POST', 'admin.php?page=languages', 'languages', 'purged'];
        yield 'another one' => ['POST', 'admin.php?page=languages', 'log', 'served'];
        yield 'while a screen is looked at' => ['GET', 'admin.php?page=languages', 'languages', 'served'];
        yield 'beside a post' => ['POST', 'post.php', 'languages', 'served'];
    }

    public function test_the_first_page_with_one_of_a_kind_that_is_kept_is_not_stored(): void
    {
        $this->render_with('shop_settings');
        $this->drain();
        self::assertNull($this->render_with('shop_settings')->refusal());
        self::assertSame(Reason::ChangedByOwnRender, $this->render_with('_transient_loop_12ab')->refusal());
        $this->drain();
        self::assertNull($this->render_with('_transient_loop_34cd')->refusal());
    }

    private function render_with(string $option): Fill
    {
        global $wp_actions;
        self::assertIsArray($wp_actions);
        unset($wp_actions['wp_loaded']);

        return $this->observe(static function () use ($option): void {
            $settings = str_starts_with($option, '_transient_') ? get_transient(substr($option, 11)) : get_option($option, 'A');
            do_action('wp_loaded');
            echo is_string($settings) ? $settings : '';
        });
    }
}
