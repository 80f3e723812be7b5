<?php

/** What a change of a post may mean to lists of posts: its places before and after, and the facets that differ. */

declare(strict_types=1);

namespace DynamicCache\Purge\Posts;

use DynamicCache\Lists\ListedPost;
use DynamicCache\Lists\Move;
use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class PostMove
{
    /** Facet → the part of the place that it is. */
    private const PLACE = ['slug' => 'slug', 'parent' => 'parent', 'author' => 'author', 'date' => 'date', 'order' => 'order', 'password' => 'password'];

    private const TEXT = ['title' => 'title', 'text' => 'content', 'file' => 'file', 'discussion' => 'discussion'];

    /**
     * @param array<string, true> $inUse rare facets that pages show
     *
     * @return Move|null null: no list can see it
     */
    public static function between(int $id, ?PostState $before, ?PostState $after, array $inUse): ?Move
    {
        $isVisible = $before?->is_visible() === true || $after?->is_visible() === true;
        $type = ($after ?? $before)?->type;
        if ($type === null || PostKind::of($type) !== PostKind::Content || (!$isVisible && !isset($inUse[RareFacet::HIDDEN]))) {
            return null;
        }
        $facets = array_values(array_filter(
            self::facets($before, $after),
            static fn(string $facet): bool => !RareFacet::is_rare($facet) || isset($inUse[$facet]),
        ));

        return $facets === [] ? null : self::of($id, $before, $after, $facets);
    }

    /**
     * Something besides the state changes that lists may read: meta, the number of comments.
     *
     * @param non-empty-list<string> $facets
     */
    public static function at(int $id, PostState $state, array $facets): Move
    {
        return self::of($id, $state, $state, $facets);
    }

    /** @param non-empty-list<string> $facets */
    private static function of(int $id, ?PostState $before, ?PostState $after, array $facets): Move
    {
        $buckets = [Tag::post($id)];
        foreach ([$before, $after] as $state) {
            array_push($buckets, ...($state === null ? [] : PostTags::lists($state)));
        }

        return new Move(self::listed($id, $before), self::listed($id, $after), $facets, array_values(array_unique($buckets)));
    }

    /** @return list<string> in which the two differ; Move::WHOLE stands for all */
    public static function facets(?PostState $before, ?PostState $after): array
    {
        if ($before === null || $after === null || $before->type !== $after->type || $before->status !== $after->status) {
            return [Move::WHOLE];
        }
        $facets = [];
        foreach (self::PLACE as $facet => $part) {
            if ($before->place[$part] !== $after->place[$part]) {
                $facets[] = $facet;
            }
        }
        foreach (self::TEXT as $facet => $part) {
            if ($before->text[$part] !== $after->text[$part]) {
                $facets[] = $facet;
            }
        }
        if ($before->text['excerpt'] !== $after->text['excerpt']) {
            $facets[] = 'text';
        }

        return [
            ...$facets,
            ...($before->terms === $after->terms ? [] : ['terms']),
            ...($before->modified === $after->modified ? [] : [RareFacet::MODIFIED]),
            ...($before->comments === $after->comments ? [] : ['comment_count']),
        ];
    }

    /** The number of comments is left out: it is counted again at any time, so that nobody knows the one before. */
    private static function listed(int $id, ?PostState $state): ?ListedPost
    {
        return $state === null ? null : new ListedPost([
            'ID' => (string) $id,
            'post_type' => $state->type,
            'post_status' => $state->status,
            'post_name' => (string) $state->place['slug'],
            'post_parent' => (string) $state->place['parent'],
            'post_author' => (string) $state->place['author'],
            'post_date' => (string) $state->place['date'],
            'menu_order' => (string) $state->place['order'],
            'post_password' => (string) $state->place['password'],
            'post_modified' => $state->modified,
        ], $state->termRows);
    }
}
