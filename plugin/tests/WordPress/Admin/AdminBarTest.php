<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Admin;

use DynamicCache\Admin\AdminBar;
use DynamicCache\Tests\WordPress\WordPressTestCase;

require_once ABSPATH . 'wp-admin/includes/class-wp-screen.php';
require_once ABSPATH . 'wp-admin/includes/screen.php';
require_once ABSPATH . 'wp-includes/class-wp-admin-bar.php';

final class AdminBarTest extends WordPressTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
        $this->patch_settings(['enabled' => true]);
        $id = wp_insert_post(['post_title' => 'Menu', 'post_status' => 'publish', 'post_author' => 1]);
        self::assertGreaterThan(0, $id);
        $this->visit((string) get_permalink($id));
    }

    protected function tearDown(): void
    {
        $_SERVER['REQUEST_URI'] = '/';
        unset($GLOBALS['current_screen'], $GLOBALS['show_admin_bar']);
        $GLOBALS['wp_scripts'] = null;
        $GLOBALS['wp_styles'] = null;
        $GLOBALS['wp_query'] = new \WP_Query();
        parent::tearDown();
    }

    public function test_whoever_may_purge_sees_what_visitors_get_and_the_ways_to_change_it(): void
    {
        $nodes = self::nodes();

        self::assertSame(
            ['dynamic-cache', 'dynamic-cache-state', 'dynamic-cache-live', 'dynamic-cache-purge', 'dynamic-cache-warm', 'dynamic-cache-everything'],
            array_keys($nodes),
        );
        self::assertStringStartsWith('Not from the cache: Nothing is stored', $nodes['dynamic-cache-state']);
        self::assertStringContainsString('because you are logged in', $nodes['dynamic-cache-live']);
        self::assertTrue(self::is_loaded());
    }

    public function test_an_author_has_it_on_the_page_of_his_own_post_alone(): void
    {
        $author = $this->become('author');
        self::assertSame([], self::nodes());
        self::assertFalse(self::is_loaded());

        $own = wp_insert_post(['post_title' => 'Own', 'post_status' => 'publish', 'post_author' => $author]);
        $this->visit((string) get_permalink($own));
        self::assertSame(['dynamic-cache', 'dynamic-cache-state', 'dynamic-cache-live', 'dynamic-cache-purge', 'dynamic-cache-warm'], array_keys(self::nodes()));
        self::assertSame(['post' => $own], json_decode(self::attribute('about'), true));
        $this->visit(home_url('/'));
        self::assertSame([], self::nodes());
    }

    public function test_anonymous_pages_have_nothing_of_it_even_where_a_bar_is_forced(): void
    {
        wp_set_current_user(0);
        add_filter('show_admin_bar', '__return_true');
        // A plugin that means well: the page of everybody must not carry a nonce even then.
        add_filter('user_has_cap', static fn(array $capabilities): array => ['purge_dynamic_cache' => true] + $capabilities);

        self::assertSame([], self::nodes());
        self::assertFalse(self::is_loaded());
        foreach (['wp_head', 'wp_footer', 'wp_body_open'] as $hook) {
            self::assertStringNotContainsString('dynamic-cache', self::printed($hook), $hook);
        }
    }

    public function test_WP_05_no_entry_changes_anything_when_its_link_is_followed(): void
    {
        $bar = self::bar();
        foreach (['purge', 'warm', 'everything'] as $name) {
            $href = $bar->get_node("dynamic-cache-{$name}")->href ?? null;
            self::assertSame("#dynamic-cache-{$name}", $href);
        }
    }

    public function test_WP_07_a_hostile_address_stays_text(): void
    {
        $_SERVER['REQUEST_URI'] = '/"><img/src=x/onerror=alert(1)>?a="><script>';
        $bar = self::bar();
        ob_start();
        $bar->render();
        $html = (string) ob_get_clean();

        self::assertStringContainsString('dynamic-cache-said', $html);
        self::assertStringNotContainsString('<img', $html);
        self::assertStringNotContainsString('<script>', $html);
    }

    public function test_WP_32_the_script_gets_the_address_of_the_page_and_no_inline_code(): void
    {
        $this->visit(home_url('/?paged=2'));

        self::assertSame(['urls' => [home_url('/?paged=2')]], json_decode(self::attribute('about'), true));
        self::assertSame(1, wp_verify_nonce(self::attribute('nonce'), 'wp_rest'));
        self::assertSame(rest_url('dynamic-cache/v1'), self::attribute('root'));
        self::is_loaded();
        self::assertFalse(wp_scripts()->get_data('dynamic-cache-admin-bar', 'before'));
        self::assertFalse(wp_scripts()->get_data('dynamic-cache-admin-bar', 'after'));
    }

    public function test_in_wp_admin_there_is_only_purge_everything_for_those_who_may(): void
    {
        set_current_screen('dashboard');
        self::assertSame(['dynamic-cache', 'dynamic-cache-everything'], array_keys(self::nodes()));
        $this->become('editor');
        set_current_screen('dashboard');

        self::assertSame([], self::nodes());
    }

    public function test_a_cache_that_is_off_has_no_entry(): void
    {
        $this->patch_settings(['enabled' => false]);

        self::assertSame([], self::nodes());
    }

    private function visit(string $url): void
    {
        $_SERVER['REQUEST_URI'] = substr($url, strlen(home_url()));
        $id = url_to_postid($url);
        $query = new \WP_Query();
        $query->query($id > 0 ? ['p' => $id] : (string) parse_url($url, PHP_URL_QUERY));
        $GLOBALS['wp_query'] = $GLOBALS['wp_the_query'] = $query;
    }

    private static function bar(): \WP_Admin_Bar
    {
        unset($GLOBALS['show_admin_bar']);
        $bar = new \WP_Admin_Bar();
        self::feature()->add_nodes($bar);

        return $bar;
    }

    /** @return array<string, string> titles by id */
    private static function nodes(): array
    {
        $titles = [];
        foreach (self::bar()->get_nodes() ?? [] as $id => $node) {
            $title = is_object($node) ? get_object_vars($node)['title'] ?? '' : '';
            $titles[(string) $id] = html_entity_decode(is_string($title) ? $title : '');
        }

        return $titles;
    }

    private static function attribute(string $name): string
    {
        $meta = self::bar()->get_node('dynamic-cache')->meta ?? [];
        $html = is_array($meta) && is_string($meta['html'] ?? null) ? $meta['html'] : '';
        self::assertSame(1, preg_match("/data-{$name}=\"([^\"]*)\"/", $html, $match), $html);

        return html_entity_decode($match[1], ENT_QUOTES);
    }

    private static function is_loaded(): bool
    {
        unset($GLOBALS['show_admin_bar']);
        $GLOBALS['wp_scripts'] = null;
        self::feature()->enqueue();

        return wp_script_is('dynamic-cache-admin-bar', 'enqueued');
    }

    /** @param non-empty-string $hook */
    private static function printed(string $hook): string
    {
        self::feature()->boot();
        ob_start();
        do_action($hook);

        return (string) ob_get_clean();
    }

    private static function feature(): AdminBar
    {
        return new AdminBar(WP_PLUGIN_DIR . '/ai-wp-dynamic-cache/ai-wp-dynamic-cache.php');
    }
}
