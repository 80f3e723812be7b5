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
        $posts = array_map(self::post(...), ['One', 'Two', 'Three']);
        $cause = "post {$posts[0]}, post {$posts[1]}, post {$posts[2]} and 4 more";

        self::assertSame('“One”, “Two”, and “Three” and 4 more changed', CauseSentence::of($cause, 'cli'));
    }

    public function test_a_comment_is_named_by_what_it_is_on(): void
    {
        $comment = wp_insert_comment(['comment_post_ID' => self::post('Hello'), 'comment_content' => 'x']);

        self::assertSame('a comment on “Hello” changed', CauseSentence::of("comment {$comment}", ''));
    }

    public function test_a_field_is_named_with_what_it_belongs_to(): void
    {
        $post = self::post('Chair');

        self::assertSame('On schedule: _price of “Chair” changed', CauseSentence::of("_price of post {$post}", 'cron'));
    }

    public function test_what_is_gone_keeps_its_number(): void
    {
        self::assertSame('post 987654 changed', CauseSentence::of('post 987654', ''));
    }

    public function test_a_purge_by_hand_says_whose(): void
    {
        self::assertSame('Pages were purged by hand (on the command line)', CauseSentence::of('manual', 'cli'));
        self::assertSame('Pages were purged by hand (nobody-known)', CauseSentence::of('manual', 'nobody-known'));
    }

    public function test_a_cause_of_another_version_stays_as_it_is(): void
    {
        self::assertSame('something new changed', CauseSentence::of('something new', ''));
    }

    /** Plain text: React and esc_html() escape it, and twice would show `&amp;`. */
    public function test_WP_07_a_title_is_text_and_no_markup(): void
    {
        $post = self::post('Fish &amp; <b>Chips</b>');

        self::assertSame('“Fish & Chips” changed', CauseSentence::of("post {$post}", ''));
    }

    private static function post(string $title): int
    {
        return wp_insert_post(['post_title' => $title, 'post_status' => 'publish', 'post_content' => 'x']);
    }
}
