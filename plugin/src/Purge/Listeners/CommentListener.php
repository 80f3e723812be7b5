<?php

/** Sees comments appear, change and vanish. */

declare(strict_types=1);

namespace DynamicCache\Purge\Listeners;

use DynamicCache\Feature;
use DynamicCache\Purge\Change;
use DynamicCache\Purge\Changes\CommentChange;
use DynamicCache\Purge\Changes\CommentCountChange;
use DynamicCache\Purge\Changes\HiddenCommentChange;
use DynamicCache\Purge\Posts\LatestComments;
use DynamicCache\Purge\Posts\PostSuspects;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\CommentFacet;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class CommentListener implements Feature
{
    private const STATUSES = ['approved' => '1', 'unapproved' => '0'];

    public function boot(): void
    {
        add_filter('wp_update_comment_data', $this->before_update(...), PHP_INT_MAX, 2);
        add_action('delete_comment', $this->before_delete(...), 0, 2);
        // Core has no hook before these two writes; the suspicion follows them at once.
        add_action('wp_insert_comment', $this->after_insert(...), 0, 2);
        add_action('transition_comment_status', $this->after_transition(...), 0, 3);
        add_action('wp_update_comment_count', $this->after_count(...), 0, 3);
    }

    /**
     * @param mixed $data
     * @param mixed $comment the row before
     *
     * @return mixed
     */
    public function before_update($data, $comment)
    {
        $id = is_array($comment) && is_numeric($comment['comment_ID'] ?? null) ? (int) $comment['comment_ID'] : 0;
        $known = get_comment($id);
        if ($known instanceof \WP_Comment) {
            self::expect($known, CommentChange::shown($known), HiddenCommentChange::row($known));
        }

        return $data;
    }

    /** @param string|int $id */
    public function before_delete($id, \WP_Comment $comment): void
    {
        self::expect($comment, CommentChange::shown($comment), HiddenCommentChange::row($comment));
    }

    public function after_insert(int $id, \WP_Comment $comment): void
    {
        self::expect($comment, null, null);
    }

    public function after_transition(string $new, string $old, \WP_Comment $comment): void
    {
        $before = self::STATUSES[$old] ?? $old;
        self::expect($comment, CommentChange::shown($comment, $before), HiddenCommentChange::row($comment, $before));
    }

    /** Core counts again after each of these, and mostly finds the same number. */
    public function after_count(int $post, int $new, int $old): void
    {
        if ($new !== $old) {
            $type = (string) get_post_type($post);
            PurgeQueue::of_site()->expect("count:{$post}", static fn(): Change => new CommentCountChange($post), [Tag::facet(Tag::post($post), RareFacet::HANDED), CommentFacet::of($post, CommentFacet::COUNT), ...PostSuspects::of_lists($type, 'comment_count')]);
        }
    }

    /**
     * @param array<string, string>|null $before
     * @param array<string, string>|null $row
     */
    private static function expect(\WP_Comment $comment, ?array $before, ?array $row): void
    {
        $id = (int) $comment->comment_ID;
        $post = (int) $comment->comment_post_ID;
        $isShown = $before !== null || CommentChange::shown($comment) !== null;
        PurgeQueue::of_site()->expect(
            "comment:{$id}",
            static fn(): Change => new CommentChange($id, $post, $before),
            $isShown ? [Tag::comments($post), CommentFacet::of($post, CommentFacet::COUNT), CommentFacet::of(0, CommentFacet::COUNT), CommentFacet::of(0, CommentFacet::UNSEEN), ...LatestComments::suspects()] : [],
        );
        PurgeQueue::of_site()->expect(
            "hidden-comment:{$id}",
            static fn(): Change => new HiddenCommentChange($id, $post, $row),
            HiddenCommentChange::suspects($post),
        );
    }
}
