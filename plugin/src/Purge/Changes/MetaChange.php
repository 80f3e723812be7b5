<?php

/** A meta value that was written. Core tells only of values that differ, so there is no state to compare. */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

use DynamicCache\Purge\Change;
use DynamicCache\Purge\ListChange;
use DynamicCache\Purge\Posts\FrameTags;
use DynamicCache\Purge\Posts\PostMove;
use DynamicCache\Purge\Posts\PostState;
use DynamicCache\Purge\Posts\PostSuspects;
use DynamicCache\Tags\MetaKey;
use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class MetaChange implements ListChange
{
    /** The facet of whoever reads all meta of an object at once. */
    public const ALL = 'meta';

    /**
     * @param 'post'|'term'|'user'|'comment' $type
     * @param bool $wasHidden it belongs to a post that nobody could see when it was written
     */
    private function __construct(
        private readonly string $type,
        private readonly int $id,
        private readonly string $key,
        private readonly bool $wasHidden,
    ) {}

    /**
     * Of an object that is still there.
     *
     * @param 'post'|'term'|'user'|'comment' $type
     */
    public static function of(string $type, int $id, string $key): self
    {
        $post = $type === 'post' ? get_post($id) : null;

        return new self($type, $id, $key, $post instanceof \WP_Post && !PostKind::is_visible($post->post_type, $post->post_status));
    }

    public function tags(array $inUse): array
    {
        return $this->tags_with($inUse);
    }

    /**
     * As far as this request knows without asking the database.
     *
     * @return list<string>
     */
    public function suspects(): array
    {
        $isNothing = MetaKey::of($this->type, $this->key) === MetaKey::Nothing;
        $facets = array_filter([RareFacet::meta($this->key), ...($isNothing ? [] : [self::ALL, RareFacet::ANY_META])], RareFacet::is_noted(...));
        $tags = $this->tags_with(array_fill_keys($facets, true));
        $type = $this->post()->post_type ?? '';
        foreach ($type === '' || $tags === [] ? [] : array_diff($facets, [self::ALL]) as $facet) {
            array_push($tags, ...PostSuspects::of_lists($type, $facet));
        }

        return $tags;
    }

    public function moves(array $inUse): array
    {
        $facet = RareFacet::meta($this->key);
        $post = $this->type === 'post' && (isset($inUse[$facet]) || (isset($inUse[RareFacet::ANY_META]) && MetaKey::of($this->type, $this->key) !== MetaKey::Nothing)) ? PostState::of($this->id) : null;
        $isListed = $post !== null && PostKind::of($post->type) === PostKind::Content && ($post->is_visible() || isset($inUse[RareFacet::HIDDEN]));

        return $isListed ? [PostMove::at($this->id, $post, [$facet])] : [];
    }

    public function from_now(): ?Change
    {
        return null;
    }

    public function cause(): string
    {
        return "{$this->key} of {$this->type} {$this->id}";
    }

    /**
     * @param array<string, true> $inUse
     *
     * @return list<string>
     */
    private function tags_with(array $inUse): array
    {
        $post = $this->post();
        if ($post !== null && PostKind::of($post->post_type) !== PostKind::Content) {
            return PostKind::is_visible($post->post_type, $post->post_status) ? FrameTags::of_meta($post, $this->key) : [];
        }
        $isHidden = $post === null ? $this->wasHidden : !PostKind::is_visible($post->post_type, $post->post_status);
        // Of a post that is hidden, or gone by now, no list has the meta; code that knows the id may show it all the same.
        $listed = $post === null || $isHidden ? [] : [$post->post_type, 'any'];
        $facet = RareFacet::meta($this->key);
        $tags = !$isHidden && MetaKey::of($this->type, $this->key) === MetaKey::Shown ? [Tag::meta($this->type, $this->id, Tag::name($this->key))] : [];
        $isNothing = MetaKey::of($this->type, $this->key) === MetaKey::Nothing;
        if (!$isNothing && isset($inUse[self::ALL])) {
            $tags[] = Tag::facet($this->owner(), self::ALL);
        }
        if (isset($inUse[$facet])) {
            $tags[] = Tag::meta($this->type, $this->id, Tag::name($this->key));
            array_push($tags, ...($this->type !== 'post' ? [Tag::facet(Tag::table("{$this->type}meta"), RareFacet::key($this->key))] : []));
            foreach ($listed as $type) {
                $tags[] = Tag::facet(Tag::list($type), $facet);
            }
        }
        if ($isNothing) {
            // Of the table and of all meta at once others are meant: locks of editors are written twice a minute.
            return $tags;
        }
        foreach (isset($inUse[RareFacet::ANY_META]) ? $listed : [] as $type) {
            $tags[] = Tag::facet(Tag::list($type), RareFacet::ANY_META);
        }
        if (isset($inUse[RareFacet::table("{$this->type}meta")])) {
            $tags[] = Tag::table("{$this->type}meta");
        }

        return $tags;
    }

    private function post(): ?\WP_Post
    {
        $post = $this->type === 'post' ? get_post($this->id) : null;

        return $post instanceof \WP_Post ? $post : null;
    }

    private function owner(): string
    {
        return match ($this->type) {
            'post' => Tag::post($this->id),
            'term' => Tag::term($this->id),
            'user' => Tag::user($this->id),
            'comment' => Tag::meta('comment', $this->id, self::ALL),
        };
    }
}
