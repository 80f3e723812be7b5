<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use PHPUnit\Framework\Attributes\DataProvider;

/** Comments as plugins use them: notes, reviews, on posts that nobody may see, and on none. */
final class PluginCommentsTest extends PluginPageTestCase
{
    /**
     * @param array<string, mixed> $question
     * @param array<string, mixed> $comment
     */
    #[DataProvider('comments')]
    public function test_a_page_with_comments_goes_with_those_that_it_asks_for(array $question, array $comment, string $fate): void
    {
        $draft = self::post(['post_status' => 'draft']);
        $named = static fn(array $of): array => array_map(static fn(mixed $value): mixed => $value === 'draft' ? $draft : $value, $of);

        $after = $this->fate_after(
            static fn(): mixed => (new \WP_Comment_Query())->query($named($question)),
            static fn() => self::comment($named($comment)),
        );

        self::assertSame($fate, $after);
    }

    /** @return iterable<string, array{array<string, mixed>, array<string, mixed>, string}> */
    public static function comments(): iterable
    {
        $ofPosts = ['post_status' => 'publish', 'status' => 'approve'];
        yield 'all, on no post' => [[], [], 'purged'];
        yield 'the newest, on no post' => [['number' => 5, 'status' => 'approve'], [], 'purged'];
        yield 'how many, on no post' => [['count' => true], [], 'purged'];
        yield 'of a type, on no post' => [['type' => 'order_note'], ['comment_type' => 'order_note'], 'purged'];
        yield 'of posts that can be seen, on no post' => [$ofPosts, [], 'served'];
        yield 'of a draft' => [['post_id' => 'draft'], ['comment_post_ID' => 'draft'], 'purged'];
        yield 'all, of a draft' => [['number' => 5, 'status' => 'approve'], ['comment_post_ID' => 'draft'], 'purged'];
        yield 'of posts that can be seen, of a draft' => [$ofPosts, ['comment_post_ID' => 'draft'], 'served'];
        yield 'of one post, of a draft' => [['post_id' => 1], ['comment_post_ID' => 'draft'], 'served'];
        yield 'notes between editors' => [['type' => 'note', 'post_id' => 1], ['comment_type' => 'note', 'comment_post_ID' => 1], 'purged'];
        yield 'notes of another post' => [['type' => 'note', 'post_id' => 2], ['comment_type' => 'note', 'comment_post_ID' => 1], 'served'];
        yield 'comments, and a note' => [['post_id' => 1], ['comment_type' => 'note', 'comment_post_ID' => 1], 'served'];
        yield 'reviews' => [['type' => 'review', 'post_id' => 1], ['comment_type' => 'review', 'comment_post_ID' => 1], 'purged'];
    }

    /** @param array<mixed> $fields */
    private static function comment(array $fields): void
    {
        $post = $fields['comment_post_ID'] ?? 0;
        $type = $fields['comment_type'] ?? 'comment';
        wp_insert_comment(['comment_content' => 'Words', 'comment_approved' => 1, 'comment_post_ID' => is_int($post) ? $post : 0, 'comment_type' => is_string($type) ? $type : '']);
    }

    public function test_a_comment_on_no_post_that_is_named_by_its_id_is_fresh(): void
    {
        $comment = wp_insert_comment(['comment_content' => 'Words', 'comment_post_ID' => 0]);
        self::assertIsInt($comment);

        $fate = $this->fate_after(static fn(): mixed => get_comment($comment), static fn() => wp_update_comment(['comment_ID' => $comment, 'comment_content' => 'Others']));

        self::assertSame('purged', $fate);
    }

    public function test_who_wrote_a_comment_without_a_name_is_a_user(): void
    {
        $comment = wp_insert_comment(['comment_content' => 'Words', 'comment_post_ID' => 1, 'user_id' => 1, 'comment_author' => '']);
        self::assertIsInt($comment);

        $fate = $this->fate_after(static fn(): string => get_comment_author($comment), static fn() => wp_update_user(['ID' => 1, 'display_name' => 'Zoe']));

        self::assertSame('purged', $fate);
    }
}
