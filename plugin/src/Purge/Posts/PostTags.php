<?php

/**
 * From two states of a post to the tags of the pages that differ. Text changes what shows the post; a change of place
 * (status, date, terms …) also what lists it could be in, under the state before as well as the one after.
 */

declare(strict_types=1);

namespace DynamicCache\Purge\Posts;

use DynamicCache\Lists\Move;
use DynamicCache\Tags\CommentFacet;
use DynamicCache\Tags\PostFacet;
use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\Queries\ListTags;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Sql\RawSql;
use DynamicCache\Tags\Tag;

final class PostTags
{
    private const TEXT = ['title', 'content', 'excerpt'];

    /**
     * @param array<string, true> $inUse rare facets that pages show
     *
     * @return list<string>
     */
    public static function between(int $id, ?PostState $before, ?PostState $after, array $inUse): array
    {
        $type = ($after ?? $before)?->type;
        if ($type === null || PostKind::of($type) === PostKind::Internal || ($before !== null && $after !== null && $before->is_same_as($after))) {
            return [];
        }
        $counts = PostCounts::hidden($before, $after, $inUse);
        $visible = array_values(array_filter([$before, $after], static fn(?PostState $state): bool => $state?->is_visible() === true));
        if ($visible === []) {
            return [...$counts, ...self::hidden($id, $type, $inUse), ...self::hidden_slugs($before, $after)];
        }
        if (PostKind::of($type) === PostKind::Frame) {
            return FrameTags::between($before, $after);
        }
        $moved = $before === null || $after === null || $before->stands_elsewhere($after);
        $tags = [...$counts, ...self::shown($id, $before, $after, $inUse)];
        if ($moved) {
            foreach ($visible as $state) {
                array_push($tags, ...self::lists($state));
            }
            array_push($tags, ...self::neighbourhood($id, $before, $after, $inUse));
        }

        return $tags;
    }

    /**
     * Where the post of this state may be listed.
     *
     * @return list<string>
     */
    public static function lists(PostState $state): array
    {
        $type = $state->type;
        $tags = [
            Tag::list($type),
            Tag::list('any'),
            Tag::list($type, 'author', $state->place['author']),
            Tag::list($type, 'parent', $state->place['parent']),
        ];
        $date = (string) $state->place['date'];
        if (preg_match('/^[0-9]{4}-[0-9]{2}/', $date) === 1) {
            $tags[] = Tag::list($type, 'date', substr($date, 0, 4));
            $tags[] = Tag::list($type, 'date', substr($date, 0, 7));
        }
        foreach ($state->termsAbove as $term) {
            $tags[] = Tag::list($type, 'term', $term);
            $tags[] = Tag::list('any', 'term', $term);
        }

        return $tags;
    }

    /**
     * @param array<string, true> $inUse
     *
     * @return list<string>
     */
    private static function shown(int $id, ?PostState $before, ?PostState $after, array $inUse): array
    {
        $type = ($after ?? $before)->type ?? '';
        $tags = [];
        $isOther = $before === null || $after === null || !$before->looks_like($after);
        array_push($tags, ...PostAspects::between($id, $before, $after));
        $isRewritten = $before !== null && $after !== null
            && array_filter(self::TEXT, static fn(string $part): bool => $before->text[$part] !== $after->text[$part]) !== [];
        if ($isRewritten) {
            $tags[] = Tag::facet(Tag::list($type), 'text');
            $tags[] = Tag::facet(Tag::list('any'), 'text');
        }
        foreach (['file', 'discussion'] as $part) {
            if ($before !== null && $after !== null && $before->text[$part] !== $after->text[$part]) {
                $tags[] = Tag::facet(Tag::list($type), $part);
                $tags[] = Tag::facet(Tag::list('any'), $part);
            }
        }
        if ($before?->text['title'] !== $after?->text['title'] && $isRewritten) {
            $tags[] = Tag::facet(Tag::list($type), 'title');
            $tags[] = Tag::facet(Tag::list('any'), 'title');
        }
        if (isset($inUse[RareFacet::HANDED]) && $before?->modified !== $after?->modified) {
            $tags[] = Tag::facet(Tag::post($id), RareFacet::HANDED);
        }
        if (isset($inUse[RareFacet::MODIFIED]) && $before?->modified !== $after?->modified) {
            $tags[] = Tag::facet(Tag::post($id), RareFacet::MODIFIED);
            $tags[] = Tag::facet(Tag::list($type), RareFacet::MODIFIED);
            $tags[] = Tag::facet(Tag::list('any'), RareFacet::MODIFIED);
        }
        if ($isOther && isset($inUse[RareFacet::ANY])) {
            $tags[] = Tag::facet(Tag::list($type), RareFacet::ANY);
            $tags[] = Tag::facet(Tag::list('any'), RareFacet::ANY);
        }

        return [...$tags, ...(isset($inUse[RareFacet::table('posts')]) ? self::in_sql($isOther, $before, $after) : [])];
    }

    /** @return list<string> of pages that read the table of posts by themselves */
    private static function in_sql(bool $isOther, ?PostState $before, ?PostState $after): array
    {
        $facets = PostMove::facets($before, $after);
        $types = array_values(array_filter([$before?->type, $after?->type], is_string(...)));

        return [...($isOther ? [Tag::table('posts')] : []), ...RawSql::changed($facets === [Move::WHOLE] ? [RawSql::ROWS] : $facets, $types)];
    }

    /**
     * @param array<string, true> $inUse
     *
     * @return list<string>
     */
    private static function neighbourhood(int $id, ?PostState $before, ?PostState $after, array $inUse): array
    {
        $tags = [...PostCounts::between($id, $before, $after), ...PostCounts::newest($id, $before, $after, $inUse), ...(isset($inUse[RareFacet::AUTHORS]) ? PostCounts::authors($before, $after) : []), ...Neighbours::between($id, $before, $after, $inUse)];
        $isOtherVisible = $before?->is_visible() !== $after?->is_visible();
        if ($isOtherVisible && max($before->comments ?? 0, $after->comments ?? 0) > 0) {
            array_push($tags, CommentFacet::of(0, CommentFacet::COUNT), ...CommentFacet::hidden($id), ...LatestComments::of_post($id, $inUse));
        }
        // What stays on top is of every type: the lists of another type have not asked for this one.
        if ($after?->is_visible() === true && ($isOtherVisible || $before?->type !== $after->type) && is_sticky($id)) {
            $tags[] = Tag::facet(Tag::list($after->type), PostFacet::Sticky->value);
        }
        // Core gives pages below one that is deleted to the one above it, by SQL.
        $isOtherPlace = $isOtherVisible || $before?->type !== $after?->type || $before?->place['parent'] !== $after?->place['parent'];
        $isOtherUrl = $isOtherPlace || $before?->place['slug'] !== $after?->place['slug'];
        array_push($tags, ...($isOtherUrl ? self::slugs($before, $after) : []));
        if ($isOtherUrl && is_post_type_hierarchical(($after ?? $before)->type ?? '')) {
            foreach (Descendants::of_post($id) as $descendant) {
                array_push($tags, PostFacet::Link->of($descendant), ...($isOtherPlace ? [PostFacet::Above->of($descendant)] : []));
            }
        }

        return array_values(array_unique($tags));
    }

    /** @return list<string> of whoever asks for a post by its name */
    private static function slugs(?PostState ...$states): array
    {
        $tags = [];
        foreach (array_filter($states, static fn(?PostState $state): bool => $state !== null && $state->place['slug'] !== '') as $state) {
            $slug = Tag::name((string) $state->place['slug']);
            array_push($tags, Tag::slug($state->type, $slug), Tag::slug(ListTags::ANY_TYPE, $slug));
        }

        return $tags;
    }

    /**
     * Core finds a post by its path in whatever status it is.
     *
     * @return list<string>
     */
    private static function hidden_slugs(?PostState $before, ?PostState $after): array
    {
        $isSame = $before?->type === $after?->type && $before?->place['slug'] === $after?->place['slug'] && $before?->place['parent'] === $after?->place['parent'];

        return $isSame ? [] : self::slugs($before, $after);
    }

    /**
     * A post that nobody may see concerns only pages that are known to show such posts.
     *
     * @param array<string, true> $inUse
     *
     * @return list<string>
     */
    private static function hidden(int $id, string $type, array $inUse): array
    {
        if (PostKind::of($type) !== PostKind::Content || !isset($inUse[RareFacet::HIDDEN])) {
            return [];
        }

        return array_map(
            static fn(string $tag): string => Tag::facet($tag, RareFacet::HIDDEN),
            [Tag::post($id), Tag::list($type), Tag::list('any'), ...(isset($inUse[RareFacet::table('posts')]) ? [Tag::table('posts')] : [])],
        );
    }
}
