<?php

/** One aspect of a term that a page can show without the others: `term:3~name`. */

declare(strict_types=1);

namespace DynamicCache\Tags;

enum TermFacet: string
{
    case Name = 'name';
    /** Itself, as in classes. */
    case Slug = 'slug';
    /** Its address, with the slugs of the terms above it. */
    case Link = 'link';
    /** Its address where that names none of those above it: that there is such a term. */
    case Plain = 'plain';
    case Description = 'description';
    /** How many posts it has. */
    case Count = 'count';
    /** What is assigned to it, public or not. */
    case Objects = 'objects';

    public function of(int $term): string
    {
        return Tag::facet(Tag::term($term), $this->value);
    }

    /**
     * As in a heading; a link to it is told where it is made.
     *
     * @return list<string>
     */
    public static function named(int $term): array
    {
        return [self::Name->of($term), self::Slug->of($term)];
    }

    /** @return list<string> */
    public static function all(int $term): array
    {
        return [Tag::term($term), ...array_map(static fn(self $facet): string => $facet->of($term), self::cases())];
    }
}
