<?php

/** A comment that was touched. What is pending, spam or an editor's note is not shown, and changes nothing. */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

use DynamicCache\Purge\Change;
use DynamicCache\Purge\Posts\LatestComments;
use DynamicCache\Tags\CommentFacet;
use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class CommentChange implements Change
{
    /** @param array<string, string>|null $before shown fields; null: not shown */
    public function __construct(
        private readonly int $id,
        private readonly int $post,
        private readonly ?array $before,
    ) {}

    /**
     * What of a comment is shown, or null when it is not.
     *
     * @param string|null $approved its status when it is not the one of now
     *
     * @return array<string, string>|null
     */
    public static function shown(?\WP_Comment $comment, ?string $approved = null): ?array
    {
        if ($comment === null || $comment->comment_type === 'note' || ($approved ?? $comment->comment_approved) !== '1') {
            return null;
        }

        return [
            'post' => $comment->comment_post_ID,
            'author' => $comment->comment_author,
            'email' => $comment->comment_author_email,
            'url' => $comment->comment_author_url,
            'date' => $comment->comment_date,
            'gmt' => $comment->comment_date_gmt,
            'content' => $comment->comment_content,
            'type' => $comment->comment_type,
            'parent' => $comment->comment_parent,
            'user' => $comment->user_id,
            'karma' => $comment->comment_karma,
            'agent' => $comment->comment_agent,
            'ip' => $comment->comment_author_IP,
        ];
    }

    public function tags(array $inUse): array
    {
        $comment = get_comment($this->id);
        $after = self::shown($comment instanceof \WP_Comment ? $comment : null);
        if ($after === $this->before) {
            return [];
        }
        $posts = array_unique([$this->post, (int) ($this->before['post'] ?? $this->post), (int) ($after['post'] ?? $this->post)]);
        $isOtherCount = ($after === null) !== ($this->before === null);
        $tags = self::of_posts($posts, $isOtherCount);
        $isSeen = array_filter($posts, self::is_seen(...)) !== [];
        if (!$isSeen && isset($inUse[RareFacet::UNSEEN_COMMENTS])) {
            $tags[] = CommentFacet::of(0, CommentFacet::UNSEEN);
        }
        foreach ($isSeen ? array_unique(array_filter([$this->before['gmt'] ?? null, $after['gmt'] ?? null], is_string(...))) : [] as $date) {
            array_push($tags, ...LatestComments::around($date, $inUse));
        }

        $dates = [$this->before['gmt'] ?? null, $after['gmt'] ?? null];
        array_push($tags, ...($dates[0] === $dates[1] ? [] : LatestComments::last($this->id, array_values(array_filter($dates, is_string(...))), $inUse)));
        if ($isOtherCount) {
            $tags[] = CommentFacet::of(0, CommentFacet::COUNT);
        }
        if (isset($inUse[RareFacet::table('comments')])) {
            $tags[] = Tag::table('comments');
        }

        return array_values(array_unique($tags));
    }

    public function from_now(): Change
    {
        $comment = get_comment($this->id);

        return new self($this->id, $this->post, self::shown($comment instanceof \WP_Comment ? $comment : null));
    }

    public function cause(): string
    {
        return "comment {$this->id}";
    }

    /**
     * @param array<int> $posts
     *
     * @return list<string> of pages that show the comments of these posts; a plugin may show those of one that nobody may see
     */
    private static function of_posts(array $posts, bool $isOtherCount): array
    {
        $tags = [];
        foreach (array_diff($posts, [0]) as $id) {
            array_push($tags, Tag::comments($id), ...($isOtherCount ? [CommentFacet::of($id, CommentFacet::COUNT)] : []));
        }

        return $tags;
    }

    /** Whether lists of the comments of the site have those of this post. */
    private static function is_seen(int $id): bool
    {
        $post = $id > 0 ? get_post($id) : null;

        // One that is gone may have been seen a moment ago.
        return $id > 0 && (!$post instanceof \WP_Post || PostKind::is_visible($post->post_type, $post->post_status));
    }
}
