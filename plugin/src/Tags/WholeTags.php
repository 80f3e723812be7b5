<?php

/**
 * From tags as people and plugins say them to the tags that pages carry. A page that shows a post's title carries
 * `post:12~title`; who asks for `post:12` means every page that shows anything of it.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class WholeTags
{
    /**
     * @param list<string> $tags
     *
     * @return list<string> the same, and the aspects of posts, terms and users that are named whole
     */
    public static function of(array $tags): array
    {
        return array_values(array_unique(array_merge(...array_map(self::aspects(...), $tags))));
    }

    /** @return list<string> */
    private static function aspects(string $tag): array
    {
        if (preg_match('/^(post|term|user):([1-9][0-9]{0,17})$/D', $tag, $match) !== 1) {
            return [$tag];
        }
        $id = (int) $match[2];

        return match ($match[1]) {
            'post' => [...PostFacet::all($id), Tag::facet($tag, RareFacet::MODIFIED)],
            'term' => TermFacet::all($id),
            default => UserFacet::all($id),
        };
    }
}
