<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

use DynamicCache\Purge\CauseSentence;
use DynamicCache\Tests\WordPress\WordPressTestCase;

final class CauseSentenceTest extends WordPressTestCase
{
    public function test_who_changed_what_with_titles_in_place_of_numbers(): void
    {
        $post = self::post('Summer menu');
        $this->become('administrator');

        self::assertSame('You changed “Summer menu”', CauseSentence::of("post {$post}", wp_get_current_user()->user_login));
    }

    public function test_several_things_are_one_sentence(): void
    {
        $posts = array_map(static fn(string $title): int => self::post($title), ['One', 'Two', 'Three']);
        $cause = "post {$posts[0]}, post {$posts[1]}, post {$posts[2]} and 4 more";

        self::assertSame('“One”, “Two”, and “Three” and 4 more changed', CauseSentence::of($cause, 'cli'));
    }

    public function test_a_comment_is_named_by_what_it_is_on(): void
    {
        $comment = wp_insert_comment(['comment_post_ID' => self::post('Hello'), 'comment_content' => 'x']);

        self::assertSame('A comment on “Hello” changed', CauseSentence::of("comment {$comment}", ''));
    }

    public function test_a_field_is_named_with_what_it_belongs_to(): void
    {
        $post = self::post('Chair');

        self::assertSame('On schedule: _price of “Chair” changed', CauseSentence::of("_price of post {$post}", 'cron'));
    }

    public function test_what_is_gone_keeps_its_number(): void
    {
        self::assertSame('Post 987654 changed', CauseSentence::of('post 987654', ''));
    }

    public function test_a_purge_by_hand_says_whose(): void
    {
        self::assertSame('Pages were purged by hand (on the command line)', CauseSentence::of('manual', 'cli'));
        self::assertSame('Pages were purged by hand (nobody-known)', CauseSentence::of('manual', 'nobody-known'));
    }

    public function test_a_cause_of_another_version_stays_as_it_is(): void
    {
        self::assertSame('Something new changed', CauseSentence::of('something new', ''));
    }

    /** Plain text: React and esc_html() escape it, and twice would show `&amp;`. */
    public function test_WP_07_a_title_is_text_and_no_markup(): void
    {
        $post = self::post('Fish &amp; <b>Chips</b>');

        self::assertSame('“Fish & Chips” changed', CauseSentence::of("post {$post}", ''));
    }

    /** Core makes a row for every editor that is opened. */
    public function test_a_post_that_nobody_has_written_yet_is_no_change_of_anybody(): void
    {
        $post = self::post('Auto Draft', ['post_status' => 'auto-draft']);
        $other = self::post('Hello');
        $this->become('administrator');
        $me = wp_get_current_user()->user_login;

        self::assertSame('The editor was opened for something new (You)', CauseSentence::of("post {$post}", $me));
        self::assertSame('You changed something new that is not saved yet and “Hello”', CauseSentence::of("post {$post}, post {$other}", $me));
        wp_update_post(['ID' => $post, 'post_title' => 'Soup', 'post_status' => 'publish']);
        self::assertSame('You changed “Soup”', CauseSentence::of("post {$post}", $me));
    }

    public function test_what_is_no_page_says_what_it_is(): void
    {
        $page = self::post('About us');
        $item = self::post('', ['post_type' => 'nav_menu_item', 'meta_input' => ['_menu_item_type' => 'post_type', '_menu_item_object' => 'post', '_menu_item_object_id' => (string) $page]]);
        $posts = [
            'the item “About us” of a menu' => $item,
            'the item “Shop” of a menu' => self::post('Shop', ['post_type' => 'nav_menu_item']),
            'the menu “Navigation”' => self::post('Navigation', ['post_type' => 'wp_navigation']),
            'the template “Single Posts”' => self::post('Single Posts', ['post_type' => 'wp_template']),
            'the template part “Header”' => self::post('Header', ['post_type' => 'wp_template_part']),
            'the pattern “Call”' => self::post('Call', ['post_type' => 'wp_block']),
            'the styles of the site' => self::post('Custom Styles', ['post_type' => 'wp_global_styles']),
            'the additional CSS' => self::post('twentytwentyfive', ['post_type' => 'custom_css']),
            'the font “Inter”' => self::post('Inter', ['post_type' => 'wp_font_family']),
            '“Secret soup”' => self::post('Secret soup', ['post_status' => 'private']),
            '“Guarded soup”' => self::post('Guarded soup', ['post_password' => 'x']),
            '“Old soup”' => self::post('Old soup', ['post_status' => 'trash']),
        ];
        foreach ($posts as $said => $post) {
            self::assertSame("On schedule: {$said} changed", CauseSentence::of("post {$post}", 'cron'));
        }
    }

    public function test_causes_of_every_listener_are_words_and_not_their_own_names(): void
    {
        $post = self::post('Chair');

        self::assertSame('The categories or tags of “Chair” changed', CauseSentence::of("terms of {$post}", ''));
        self::assertSame('The title of the site changed', CauseSentence::of('option blogname', 'cli'));
        self::assertSame('The widgets changed', CauseSentence::of('option widget_block, option sidebars_widgets', ''));
        self::assertSame('The settings of the theme changed', CauseSentence::of('option theme_mods_twentytwentyfive', ''));
        self::assertSame('The setting siteurl of the network changed', CauseSentence::of('network option siteurl', ''));
        self::assertSame('The posts of a deleted user changed', CauseSentence::of('user 987654 deleted', ''));
        self::assertSame('The links changed', CauseSentence::of('links', ''));
        self::assertSame('The table wc_product_meta_lookup changed', CauseSentence::of('table wc_product_meta_lookup', ''));
    }

    public function test_a_purge_of_another_plugin_is_no_change(): void
    {
        self::assertSame('Another plugin asked for a purge: litespeed_purge_post:12', CauseSentence::of('litespeed_purge_post:12', ''));
        self::assertSame('Another plugin asked for a purge: elementor/core/files/clear_cache (on the command line)', CauseSentence::of('elementor/core/files/clear_cache', 'cli'));
    }

    /** Whoever made the request in which it came to light has done nothing. */
    public function test_what_was_only_noticed_in_a_request_names_nobody(): void
    {
        $this->become('administrator');
        foreach (['code changed', 'database-restored', 'without-plugin', 'store-unreachable', 'proof', 'update'] as $cause) {
            $said = CauseSentence::of($cause, '');
            self::assertStringEndsNotWith(' changed', str_replace(' was changed', '', $said));
            self::assertSame([$said, $said, $said], array_map(static fn(string $actor): string => CauseSentence::of($cause, $actor), [wp_get_current_user()->user_login, 'cron', 'cli']));
        }
    }

    /** @param array{post_status?: string, post_type?: string, post_password?: string, meta_input?: array<string, string>} $fields */
    private static function post(string $title, array $fields = []): int
    {
        return wp_insert_post($fields + ['post_title' => $title, 'post_status' => 'publish', 'post_content' => 'x']);
    }
}
