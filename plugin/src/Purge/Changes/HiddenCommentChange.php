<?php

/** A comment that waits, is spam or lies in the trash was touched, or a note between editors: pages that count or list those are rare. */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

use DynamicCache\Purge\Change;
use DynamicCache\Tags\CommentFacet;
use DynamicCache\Tags\RareFacet;

final class HiddenCommentChange implements Change
{
    private const NOTE = 'note';

    /** @param array<string, string>|null $before null: there was none */
    public function __construct(
        private readonly int $id,
        private readonly int $post,
        private readonly ?array $before,
    ) {}

    /**
     * The row; where a comment is shown CommentChange looks at it, so that its status is all that counts here.
     *
     * @return array<string, string>|null
     */
    public static function row(?\WP_Comment $comment, ?string $approved = null): ?array
    {
        $status = $approved ?? $comment?->comment_approved;

        return match (true) {
            $comment === null => null,
            $status === '1' && $comment->comment_type !== self::NOTE => ['status' => '1'],
            default => [
                'status' => (string) $status,
                'type' => $comment->comment_type,
                'author' => $comment->comment_author,
                'email' => $comment->comment_author_email,
                'date' => $comment->comment_date_gmt,
                'content' => $comment->comment_content,
            ],
        };
    }

    public function tags(array $inUse): array
    {
        if (!isset($inUse[RareFacet::HIDDEN_COMMENTS]) && !isset($inUse[RareFacet::NOTES])) {
            return [];
        }
        $comment = get_comment($this->id);
        $after = self::row($comment instanceof \WP_Comment ? $comment : null);
        if (($after['type'] ?? $this->before['type'] ?? '') === self::NOTE) {
            return $after === $this->before || !isset($inUse[RareFacet::NOTES]) ? [] : self::notes($this->post);
        }
        if (!isset($inUse[RareFacet::HIDDEN_COMMENTS])) {
            return [];
        }
        if ($after === $this->before || $this->are_shown($after)) {
            return [];
        }

        return ($after['status'] ?? '') === ($this->before['status'] ?? '') ? self::listed($this->post) : CommentFacet::hidden($this->post);
    }

    /** @return list<string> as far as this request knows without asking the database */
    public static function suspects(int $post): array
    {
        return [
            ...(RareFacet::is_noted(RareFacet::HIDDEN_COMMENTS) ? CommentFacet::hidden($post) : []),
            ...(RareFacet::is_noted(RareFacet::NOTES) ? self::notes($post) : []),
        ];
    }

    /** @return list<string> of whoever asks for notes between editors */
    private static function notes(int $post): array
    {
        return array_map(static fn(int $id): string => CommentFacet::of($id, CommentFacet::NOTES), [0, $post]);
    }

    /** @return list<string> */
    private static function listed(int $post): array
    {
        return array_map(static fn(int $id): string => CommentFacet::of($id, CommentFacet::HIDDEN), [0, $post]);
    }

    public function from_now(): Change
    {
        $comment = get_comment($this->id);

        return new self($this->id, $this->post, self::row($comment instanceof \WP_Comment ? $comment : null));
    }

    public function cause(): string
    {
        return "comment {$this->id}";
    }

    /**
     * Neither now nor before it was one of the hidden.
     *
     * @param array<string, string>|null $after
     */
    private function are_shown(?array $after): bool
    {
        return array_filter([$this->before, $after], static fn(?array $row): bool => $row !== null && $row['status'] !== '1') === [];
    }
}
