<?php

/**
 * What core looks up by SQL of its own and keeps in the object cache, which is where it is heard: what is assigned to a
 * term, the post at the end of a path, the time of the latest comment. What was not there may come.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\ObjectCache;

use DynamicCache\Tags\Callers\Caller;
use DynamicCache\Tags\CommentFacet;
use DynamicCache\Tags\Ids;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\TermFacet;

final class LookUps
{
    /** Group of the object cache → how the key begins. */
    public const KEYS = ['term-queries' => 'get_objects_in_term:', 'post-queries' => 'get_page_by_path:', 'timeinfo' => 'lastcommentmodified:'];

    /** @param string $group of the object cache, one of KEYS */
    public static function heard(PageTags $page, string $group): void
    {
        match ($group) {
            'term-queries' => self::objects($page),
            'timeinfo' => self::comment($page),
            default => self::path($page),
        };
    }

    private static function objects(PageTags $page): void
    {
        // By now core has made SQL of its argument.
        $terms = Caller::argument('get_objects_in_term', 0);
        $ids = is_string($terms) ? Ids::all(str_replace(["'", ' '], '', $terms)) : Ids::all($terms);
        $page->rare(RareFacet::OBJECTS, ...array_map(TermFacet::Objects->of(...), $ids));
    }

    /** Core asks for itself too, for headers of feeds. */
    private static function comment(PageTags $page): void
    {
        if (Caller::leaves_by(['get_lastcommentmodified' => true]) !== '') {
            $page->rare(RareFacet::LAST_COMMENT, CommentFacet::of(0, CommentFacet::LAST));
        }
    }

    /** Whoever has one of the slugs of the path, or will have. */
    private static function path(PageTags $page): void
    {
        $path = Caller::argument('get_page_by_path', 0);
        $types = Caller::argument('get_page_by_path', 2) ?? 'page';
        $types = array_filter(is_array($types) ? $types : [$types, 'attachment'], static fn(mixed $type): bool => is_string($type) && Tag::is_tag("list:{$type}"));
        $slugs = array_map(sanitize_title_for_query(...), explode('/', trim(str_replace(['%2F', '%20'], ['/', ' '], rawurlencode(urldecode(is_string($path) ? $path : ''))), '/')));
        foreach ($types as $type) {
            $page->list($type, ...array_map(static fn(string $slug): string => Tag::slug($type, Tag::name($slug)), $slugs));
        }
    }
}
