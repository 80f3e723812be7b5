<?php

/** From two states of a post to the tags of what is shown of the post itself, wherever that is. */

declare(strict_types=1);

namespace DynamicCache\Purge\Posts;

use DynamicCache\Tags\PostFacet;
use DynamicCache\Tags\Tag;

final class PostAspects
{
    /** What an address can be made of, besides the slug: tag of the permalink structure → what it reads. */
    private const IN_ADDRESS = ['%year%' => 'date', '%monthnum%' => 'date', '%day%' => 'date', '%hour%' => 'date', '%minute%' => 'date', '%second%' => 'date', '%author%' => 'author'];

    /** @return list<string> */
    public static function between(int $id, ?PostState $before, ?PostState $after): array
    {
        if ($before === null || $after === null || $before->type !== $after->type || $before->is_visible() !== $after->is_visible()) {
            $state = $after ?? $before;
            $taxonomies = $state === null ? [] : get_object_taxonomies($state->type);

            return [...PostFacet::all($id), ...array_map(static fn(string $taxonomy): string => Tag::terms($id, Tag::name($taxonomy)), array_values($taxonomies))];
        }
        $facets = [
            ...self::of_text($before, $after),
            ...($before->place['date'] === $after->place['date'] ? [] : [PostFacet::Date]),
            ...($before->place['author'] === $after->place['author'] ? [] : [PostFacet::Author]),
            ...(self::address($before) === self::address($after) ? [] : [PostFacet::Link]),
            ...($before->place['parent'] === $after->place['parent'] ? [] : [PostFacet::Above]),
        ];
        $isOther = $before->text !== $after->text || $before->place !== $after->place || $before->status !== $after->status;

        return [
            ...($isOther ? [Tag::post($id)] : []),
            ...array_map(static fn(PostFacet $facet): string => $facet->of($id), $facets),
            ...array_map(static fn(string $taxonomy): string => Tag::terms($id, Tag::name($taxonomy)), self::other_terms($before, $after)),
        ];
    }

    /** @return list<string> taxonomies in which the two states differ */
    public static function other_terms(PostState $before, PostState $after): array
    {
        return array_values(array_filter(
            array_keys($before->terms + $after->terms),
            static fn(string $taxonomy): bool => ($before->terms[$taxonomy] ?? []) !== ($after->terms[$taxonomy] ?? []),
        ));
    }

    /** @return list<PostFacet> */
    private static function of_text(PostState $before, PostState $after): array
    {
        $isOtherStatus = $before->status !== $after->status || $before->place['password'] !== $after->place['password'];
        $facets = $isOtherStatus ? [PostFacet::Status, PostFacet::Title, PostFacet::Content, PostFacet::Excerpt] : [];
        foreach (['title' => PostFacet::Title, 'content' => PostFacet::Content, 'excerpt' => PostFacet::Excerpt, 'file' => PostFacet::File, 'discussion' => PostFacet::Discussion] as $part => $facet) {
            if ($before->text[$part] !== $after->text[$part]) {
                $facets[] = $facet;
            }
        }

        return $facets;
    }

    /** @return list<mixed> */
    private static function address(PostState $state): array
    {
        $parts = [$state->status, $state->place['slug'], $state->place['parent']];
        $option = get_option('permalink_structure');
        $structure = is_string($option) ? $option : '';
        foreach (self::IN_ADDRESS as $name => $field) {
            $parts[] = str_contains($structure, $name) ? $state->place[$field] : null;
        }
        $parts[] = str_contains($structure, '%category%') ? $state->terms['category'] ?? [] : null;

        return $parts;
    }
}
