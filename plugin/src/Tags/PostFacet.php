<?php

/** One aspect of a post that a page can show without the others: `post:12~title`. */

declare(strict_types=1);

namespace DynamicCache\Tags;

enum PostFacet: string
{
    case Title = 'title';
    case Content = 'content';
    case Excerpt = 'excerpt';
    /** Its address, with its slug and those of the pages above it. */
    case Link = 'link';
    /** Its address where that is its id: that there is such a post. */
    case Plain = 'plain';
    /** Which page it lies below. */
    case Above = 'above';
    case Date = 'date';
    case Status = 'status';
    case Author = 'author';
    case Discussion = 'discussion';
    /** Of an attachment: its file and what core prints beside it. */
    case File = 'file';
    case Sticky = 'sticky';

    public function of(int $post): string
    {
        return Tag::facet(Tag::post($post), $this->value);
    }

    /**
     * Everything that a page can show of a post.
     *
     * @return list<string>
     */
    public static function all(int $post): array
    {
        return [Tag::post($post), ...array_map(static fn(self $facet): string => $facet->of($post), self::cases())];
    }
}
