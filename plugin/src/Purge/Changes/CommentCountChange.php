<?php

/** Another number of comments on a post: lists are sorted by it, or show only posts that have some. */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

use DynamicCache\Purge\Change;
use DynamicCache\Purge\ListChange;
use DynamicCache\Purge\Posts\PostMove;
use DynamicCache\Purge\Posts\PostState;
use DynamicCache\Tags\CommentFacet;
use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\Queries\ListTags;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Sql\RawSql;
use DynamicCache\Tags\Tag;

final class CommentCountChange implements ListChange
{
    private const FACET = 'comment_count';

    public function __construct(private readonly int $post) {}

    public function tags(array $inUse): array
    {
        $post = $this->listed($inUse);
        $handed = isset($inUse[RareFacet::HANDED]) ? [Tag::facet(Tag::post($this->post), RareFacet::HANDED)] : [];

        return $post === null ? $handed : [
            ...$handed,
            CommentFacet::of($this->post, CommentFacet::COUNT),
            Tag::facet(Tag::list($post->type), self::FACET),
            Tag::facet(Tag::list(ListTags::ANY_TYPE), self::FACET),
            ...(isset($inUse[RareFacet::table('posts')]) ? RawSql::changed([self::FACET], [$post->type]) : []),
        ];
    }

    public function moves(array $inUse): array
    {
        $post = $this->listed($inUse);

        return $post === null ? [] : [PostMove::at($this->post, $post, [self::FACET])];
    }

    public function from_now(): ?Change
    {
        return null;
    }

    public function cause(): string
    {
        return "post {$this->post}";
    }

    /** @param array<string, true> $inUse */
    private function listed(array $inUse): ?PostState
    {
        $post = PostState::of($this->post);
        $isListed = $post !== null && PostKind::of($post->type) === PostKind::Content && ($post->is_visible() || isset($inUse[RareFacet::HIDDEN]));

        return $isListed ? $post : null;
    }
}
