<?php

/** A meta value that was written. Core tells only of values that differ, so there is no state to compare. */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Tags\MetaKey;
use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class MetaChange implements Change
{
    /** The facet of whoever reads all meta of an object at once. */
    public const ALL = 'meta';

    /** @param 'post'|'term'|'user'|'comment' $type */
    public function __construct(
        private readonly string $type,
        private readonly int $id,
        private readonly string $key,
    ) {}

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
        $facets = array_filter([RareFacet::meta($this->key), self::ALL], RareFacet::is_noted(...));

        return $this->tags_with(array_fill_keys($facets, true));
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
        if ($this->type === 'post' && ($post === null || !PostKind::is_visible($post->post_type, $post->post_status))) {
            return [];
        }
        if ($post !== null && PostKind::of($post->post_type) !== PostKind::Content) {
            return PostKind::of($post->post_type) === PostKind::Frame ? [Tag::site()] : [];
        }
        $facet = RareFacet::meta($this->key);
        $tags = MetaKey::of($this->type, $this->key) === MetaKey::Shown ? [$this->owner()] : [];
        if (isset($inUse[self::ALL])) {
            $tags[] = Tag::facet($this->owner(), self::ALL);
        }
        if (isset($inUse[$facet])) {
            $tags[] = Tag::meta($this->type, $this->id, Tag::name($this->key));
            foreach ($post === null ? [] : [$post->post_type, 'any'] as $type) {
                $tags[] = Tag::facet(Tag::list($type), $facet);
            }
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
