<?php

/** Coarse tags of the pages that a change of a post might reach: a superset of what PostTags finds at the flush. */

declare(strict_types=1);

namespace DynamicCache\Purge\Posts;

use DynamicCache\Tags\CommentFacet;
use DynamicCache\Tags\PostFacet;
use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\Queries\ListTags;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Sql\RawSql;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\TaxonomyFacet;

final class PostSuspects
{
    /**
     * Every page with a list of a type that reads a facet; other types than a few are asked for as one (`any`).
     *
     * @return list<string>
     */
    public static function of_lists(string $type, string $facet): array
    {
        $suspicion = ListTags::suspicion($facet);

        return [Tag::facet(Tag::list($type), $suspicion), Tag::facet(Tag::list(ListTags::ANY_TYPE), $suspicion)];
    }

    /**
     * The text alone changes.
     *
     * @return list<string>
     */
    public static function of_text(int $id, string $type): array
    {
        return match (PostKind::of($type)) {
            PostKind::Internal => [],
            PostKind::Frame => [Tag::site()],
            PostKind::Content => [
                ...PostFacet::all($id),
                ...self::of_lists($type, 'text'),
                ...self::of_sql(),
            ],
        };
    }

    /**
     * Every page that reads the table of posts by itself.
     *
     * @return list<string>
     */
    private static function of_sql(): array
    {
        return RareFacet::is_noted(RareFacet::table('posts')) ? [Tag::facet(Tag::table('posts'), RawSql::ALL)] : [];
    }

    /**
     * The time of the last save alone changes. Hardly any page shows it.
     *
     * @return list<string>
     */
    public static function of_save(int $id, string $type): array
    {
        if (PostKind::of($type) !== PostKind::Content) {
            return [];
        }

        return [
            ...(RareFacet::is_noted(RareFacet::HANDED) ? [Tag::facet(Tag::post($id), RareFacet::HANDED)] : []),
            ...(RareFacet::is_noted(RareFacet::MODIFIED) ? [Tag::facet(Tag::post($id), RareFacet::MODIFIED), ...self::of_lists($type, RareFacet::MODIFIED)] : []),
        ];
    }

    /**
     * The post may appear, vanish or move. Id 0: it is still to be made.
     *
     * @return list<string>
     */
    public static function of_place(int $id, string $type): array
    {
        if (PostKind::of($type) !== PostKind::Content) {
            return self::of_text($id, $type);
        }
        $tags = [
            ...self::of_lists($type, 'status'),
            CommentFacet::of(0, CommentFacet::COUNT),
            ...LatestComments::suspects(),
            ...self::of_sql(),
            ...TaxonomyFacet::all(...array_values(get_object_taxonomies($type))),
        ];
        if ($id === 0) {
            return $tags;
        }
        $below = is_post_type_hierarchical($type) ? Descendants::of_post($id) : [];

        $terms = array_map(static fn(string $taxonomy): string => Tag::terms($id, Tag::name($taxonomy)), array_values(get_object_taxonomies($type)));

        return [...PostFacet::all($id), ...$terms, ...$tags, ...array_map(PostFacet::Link->of(...), $below), ...array_map(PostFacet::Above->of(...), $below)];
    }
}
