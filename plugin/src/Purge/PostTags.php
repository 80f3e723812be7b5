<?php

/**
 * From two states of a post to the tags of the pages that differ. Text changes what shows the post; a change of place
 * (status, date, terms …) also what lists it could be in, under the state before as well as the one after.
 */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\RareFacet;
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
        if ($type === null || PostKind::of($type) === PostKind::Internal || self::is_same($before, $after)) {
            return [];
        }
        $visible = array_values(array_filter([$before, $after], static fn(?PostState $state): bool => $state?->is_visible() === true));
        if ($visible === []) {
            return self::hidden($id, $type, $inUse);
        }
        if (PostKind::of($type) === PostKind::Frame) {
            return self::frame($before, $after);
        }
        $moved = $before === null || $after === null || $before->stands_elsewhere($after);
        $tags = self::shown($id, $before, $after, $inUse);
        if ($moved) {
            foreach ($visible as $state) {
                array_push($tags, ...self::lists($state));
            }
            array_push($tags, ...self::neighbourhood($id, $before, $after));
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

    private static function is_same(?PostState $before, ?PostState $after): bool
    {
        return $before !== null && $after !== null && $before->looks_like($after) && $before->modified === $after->modified;
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
        if ($isOther) {
            $tags[] = Tag::post($id);
        }
        $isRewritten = $before !== null && $after !== null
            && array_filter(self::TEXT, static fn(string $part): bool => $before->text[$part] !== $after->text[$part]) !== [];
        if ($isRewritten) {
            $tags[] = Tag::facet(Tag::list($type), 'text');
            $tags[] = Tag::facet(Tag::list('any'), 'text');
        }
        if ($before?->text['title'] !== $after?->text['title'] && $isRewritten) {
            $tags[] = Tag::facet(Tag::list($type), 'title');
            $tags[] = Tag::facet(Tag::list('any'), 'title');
        }
        if (isset($inUse[RareFacet::MODIFIED])) {
            $tags[] = Tag::facet(Tag::post($id), RareFacet::MODIFIED);
            $tags[] = Tag::facet(Tag::list($type), RareFacet::MODIFIED);
            $tags[] = Tag::facet(Tag::list('any'), RareFacet::MODIFIED);
        }
        if ($isOther && isset($inUse[RareFacet::ANY])) {
            $tags[] = Tag::facet(Tag::list($type), RareFacet::ANY);
            $tags[] = Tag::facet(Tag::list('any'), RareFacet::ANY);
        }
        if ($isOther && isset($inUse[RareFacet::table('posts')])) {
            $tags[] = Tag::table('posts');
        }

        return $tags;
    }

    /** @return list<string> */
    private static function neighbourhood(int $id, ?PostState $before, ?PostState $after): array
    {
        $tags = [];
        foreach ([$before, $after] as $state) {
            if ($state !== null && $state->is_visible()) {
                $tags[] = Tag::archives($state->type);
                foreach (self::other_terms($state, $state === $before ? $after : $before) as $taxonomy) {
                    $tags[] = Tag::taxonomy($taxonomy);
                }
                foreach (Neighbours::of($id, $state->type, (string) $state->place['date']) as $neighbour) {
                    $tags[] = Tag::adjacent($neighbour);
                }
            }
        }
        $isOtherVisible = $before?->is_visible() !== $after?->is_visible();
        if ($isOtherVisible && max($before->comments ?? 0, $after->comments ?? 0) > 0) {
            $tags[] = Tag::comments(0);
        }
        $isOtherUrl = $isOtherVisible || $before?->place['slug'] !== $after?->place['slug'] || $before?->place['parent'] !== $after?->place['parent'];
        if ($isOtherUrl && is_post_type_hierarchical(($after ?? $before)->type ?? '')) {
            foreach (Descendants::of_post($id) as $descendant) {
                $tags[] = Tag::post($descendant);
            }
        }

        return array_values(array_unique($tags));
    }

    /**
     * The taxonomies of a visible state in which it counts, and with the other state would count otherwise.
     *
     * @return list<string>
     */
    private static function other_terms(PostState $state, ?PostState $other): array
    {
        $others = $other?->is_visible() === true && $other->type === $state->type ? $other->terms : [];

        return array_values(array_filter(
            array_keys($state->terms + $others),
            static fn(string $taxonomy): bool => ($state->terms[$taxonomy] ?? []) !== ($others[$taxonomy] ?? []),
        ));
    }

    /** @return list<string> */
    private static function frame(?PostState $before, ?PostState $after): array
    {
        $isOther = $before === null || $after === null || !$before->looks_like($after);

        return $isOther ? [Tag::site()] : [];
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
            [Tag::post($id), Tag::list($type), Tag::list('any')],
        );
    }
}
