<?php

/** What kind of page WordPress made of an address; `PageKind` of contracts/src/pages.ts. */

declare(strict_types=1);

namespace DynamicCache\Index;

enum PageKind: string
{
    case Front = 'front';
    case Posts = 'posts';
    case Post = 'post';
    case Page = 'page';
    case Attachment = 'attachment';
    case Archive = 'archive';
    case Author = 'author';
    case Date = 'date';
    case Search = 'search';
    case Feed = 'feed';
    case Sitemap = 'sitemap';
    case Embed = 'embed';
    case NotFound = 'not-found';
    case Other = 'other';

    /** @param \WP_Query|null $query the main one, after it ran */
    public static function of_query(?\WP_Query $query): self
    {
        return match (true) {
            $query === null => self::Other,
            $query->get('sitemap') !== '' => self::Sitemap,
            $query->is_404() => self::NotFound,
            $query->is_feed() => self::Feed,
            $query->is_embed() => self::Embed,
            $query->is_search() => self::Search,
            $query->is_front_page() => self::Front,
            $query->is_home() => self::Posts,
            $query->is_attachment() => self::Attachment,
            $query->is_page() => self::Page,
            $query->is_singular() => self::Post,
            $query->is_author() => self::Author,
            $query->is_date() => self::Date,
            $query->is_archive() => self::Archive,
            default => self::Other,
        };
    }

    /** Id of the one post that the page is of; 0 = it is of none, or of many. */
    public static function post_of(?\WP_Query $query): int
    {
        $object = $query?->is_singular() === true ? $query->get_queried_object() : null;

        return $object instanceof \WP_Post ? $object->ID : 0;
    }
}
