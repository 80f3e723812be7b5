<?php

/** One aspect of the comments of a post, or of the site (0), that a page can show without the others: `comments:12~count`. */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class CommentFacet
{
    /** How many are shown. */
    public const COUNT = 'count';

    /** When the latest one was written. */
    public const LAST = 'last';

    /** Those that wait, are spam or lie in the trash; and how many there are. */
    public const HIDDEN = 'hidden';
    public const HIDDEN_COUNT = 'hidden-count';

    /** Those on posts that nobody may see, or on none: core's own lists leave them out. */
    public const UNSEEN = 'unseen';

    /** Notes between editors, which core leaves out unless they are asked for. */
    public const NOTES = 'notes';

    private function __construct() {}

    /** @param int $post 0: of the whole site */
    public static function of(int $post, string $facet): string
    {
        return Tag::facet(Tag::comments($post), $facet);
    }

    /** @return list<string> of pages that list or count the hidden comments of a post, or of the whole site */
    public static function hidden(int $post): array
    {
        return [self::of(0, self::HIDDEN), self::of($post, self::HIDDEN), self::of(0, self::HIDDEN_COUNT), self::of($post, self::HIDDEN_COUNT)];
    }
}
