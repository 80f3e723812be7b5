<?php

/** Pages with the newest comments of the site: which of them a comment concerns, by its place in the order of dates. */

declare(strict_types=1);

namespace DynamicCache\Purge\Posts;

use DynamicCache\Database;
use DynamicCache\Tags\CommentFacet;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class LatestComments
{
    private const FACET = 'comments.';

    /**
     * @param string $date of the comment, GMT
     * @param array<string, true> $inUse rare facets that pages show
     *
     * @return list<string>
     */
    public static function around(string $date, array $inUse): array
    {
        $numbers = self::numbers($inUse);
        if ($numbers === []) {
            return [Tag::comments(0)];
        }
        $database = Database::connection();
        $newer = (int) $database->get_var((string) $database->prepare(
            'SELECT COUNT(*) FROM %i c JOIN %i p ON p.ID = c.comment_post_ID'
            . " WHERE c.comment_approved = '1' AND c.comment_type <> 'note' AND p.post_status = 'publish' AND c.comment_date_gmt > %s",
            $database->comments,
            $database->posts,
            $date,
        ));
        $shown = array_filter($numbers, static fn(int $number): bool => $newer < $number);

        return [Tag::comments(0), ...array_map(self::tag(...), array_values($shown))];
    }

    /**
     * All comments of a post come or go with it: what its newest one concerns.
     *
     * @param array<string, true> $inUse
     *
     * @return list<string>
     */
    public static function of_post(int $post, array $inUse): array
    {
        $database = Database::connection();
        $newest = $database->get_var((string) $database->prepare(
            "SELECT MAX(comment_date_gmt) FROM %i WHERE comment_post_ID = %d AND comment_approved IN ('1', 'post-trashed')",
            $database->comments,
            $post,
        ));

        $last = isset($inUse[RareFacet::LAST_COMMENT]) ? [CommentFacet::of(0, CommentFacet::LAST)] : [];

        return [...$last, ...($newest === null
            ? [Tag::comments(0), ...array_map(self::tag(...), self::numbers($inUse))]
            : self::around($newest, $inUse))];
    }

    /** @return list<string> as far as this request knows without asking the database */
    public static function suspects(): array
    {
        $noted = array_filter(range(1, 100), static fn(int $number): bool => RareFacet::is_noted(RareFacet::comments($number)));

        return [Tag::comments(0), CommentFacet::of(0, CommentFacet::LAST), ...array_map(self::tag(...), array_values($noted))];
    }

    /**
     * The time of the latest comment of all, for pages that show it alone.
     *
     * @param int $id of the comment that came, went or moved
     * @param list<string> $dates before and after, GMT
     * @param array<string, true> $inUse
     *
     * @return list<string>
     */
    public static function last(int $id, array $dates, array $inUse): array
    {
        if (!isset($inUse[RareFacet::LAST_COMMENT]) || $dates === []) {
            return [];
        }
        $database = Database::connection();
        $others = (string) $database->get_var((string) $database->prepare("SELECT MAX(comment_date_gmt) FROM %i WHERE comment_approved = '1' AND comment_ID <> %d", $database->comments, $id));

        return max($dates) < $others ? [] : [CommentFacet::of(0, CommentFacet::LAST)];
    }

    /**
     * @param array<string, true> $inUse
     *
     * @return list<int>
     */
    private static function numbers(array $inUse): array
    {
        $facets = array_filter(array_map(strval(...), array_keys($inUse)), static fn(string $facet): bool => str_starts_with($facet, self::FACET));

        return array_values(array_map(static fn(string $facet): int => (int) substr($facet, strlen(self::FACET)), $facets));
    }

    private static function tag(int $number): string
    {
        return Tag::facet(Tag::comments(0), (string) $number);
    }
}
