<?php

/** The posts whose "previous" or "next" link leads to a given place in the order of dates; core's own order. */

declare(strict_types=1);

namespace DynamicCache\Purge\Posts;

use DynamicCache\Database;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class Neighbours
{
    /**
     * The posts that have a post beside them in one of the two states only.
     *
     * @param array<string, true> $inUse rare facets that pages show
     *
     * @return list<string>
     */
    public static function between(int $id, ?PostState $before, ?PostState $after, array $inUse): array
    {
        $old = $before?->status === 'publish' ? $before : null;
        $new = $after?->status === 'publish' ? $after : null;
        $isMoved = $old?->type !== $new?->type || $old?->place['date'] !== $new?->place['date'];
        $tags = $isMoved && $new !== null ? [Tag::adjacent($id)] : [];
        foreach (array_filter([$old, $new]) as $state) {
            if ($isMoved) {
                array_push($tags, ...array_map(Tag::adjacent(...), self::of($id, $state->type, (string) $state->place['date'])));
            }
            foreach (array_keys($state->terms) as $taxonomy) {
                $isOther = $isMoved || ($old->terms[$taxonomy] ?? []) !== ($new->terms[$taxonomy] ?? []);
                if ($isOther && isset($inUse[RareFacet::adjacent($taxonomy)])) {
                    array_push($tags, ...self::in_terms($id, $state, $taxonomy));
                }
            }
        }
        // Another hour between the same neighbours changes nothing for anybody.
        $isSamePlace = $old !== null && $new !== null && $old->type === $new->type
            && self::of($id, $old->type, (string) $old->place['date']) === self::of($id, $new->type, (string) $new->place['date']);

        return $isSamePlace ? array_values(array_filter(array_unique($tags), static fn(string $tag): bool => str_contains($tag, '~'))) : array_values(array_unique($tags));
    }

    /**
     * @param int $term of which they have to be; 0: of any
     *
     * @return list<int>
     */
    public static function of(int $post, string $postType, string $date, int $term = 0): array
    {
        $database = Database::connection();
        $found = [];
        foreach ([['<', 'DESC'], ['>', 'ASC']] as [$than, $order]) {
            // get_adjacent_post(): by date, then by id.
            $found[] = $database->get_var((string) $database->prepare(
                "SELECT ID FROM %i WHERE (post_date {$than} %s OR (post_date = %s AND ID {$than} %d)) AND post_type = %s"
                . " AND post_status = 'publish' AND ID <> %d AND (0 = %d OR ID IN (SELECT object_id FROM %i r JOIN %i t"
                . " ON t.term_taxonomy_id = r.term_taxonomy_id WHERE t.term_id = %d)) ORDER BY post_date {$order}, ID {$order} LIMIT 1",
                $database->posts,
                $date,
                $date,
                $post,
                $postType,
                $post,
                $term,
                $database->term_relationships,
                $database->term_taxonomy,
                $term,
            ));
        }

        return array_map(intval(...), array_values(array_filter($found, is_string(...))));
    }

    /** @return list<string> */
    private static function in_terms(int $id, PostState $state, string $taxonomy): array
    {
        $tags = [Tag::facet(Tag::adjacent($id), $taxonomy)];
        foreach ($state->terms[$taxonomy] ?? [] as $term) {
            foreach (self::of($id, $state->type, (string) $state->place['date'], $term) as $neighbour) {
                $tags[] = Tag::facet(Tag::adjacent($neighbour), $taxonomy);
            }
        }

        return $tags;
    }
}
