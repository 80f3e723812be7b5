<?php

/** Coarse tags of the pages that a change of a post might reach: a superset of what PostTags finds at the flush. */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\Tag;

final class PostSuspects
{
    /** The facet that every page with any list of a type carries. */
    public const ALL = 'all';

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
                Tag::post($id),
                Tag::facet(Tag::list($type), 'text'),
                Tag::facet(Tag::list('any'), 'text'),
                Tag::facet(Tag::list($type), 'title'),
                Tag::facet(Tag::list('any'), 'title'),
            ],
        };
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
            Tag::facet(Tag::list($type), self::ALL),
            Tag::facet(Tag::list('any'), self::ALL),
            Tag::comments(0),
            ...array_map(Tag::taxonomy(...), array_values(get_object_taxonomies($type))),
        ];
        if ($id === 0) {
            return $tags;
        }
        $below = is_post_type_hierarchical($type) ? Descendants::of_post($id) : [];

        return [Tag::post($id), ...$tags, ...array_map(Tag::post(...), $below)];
    }
}
