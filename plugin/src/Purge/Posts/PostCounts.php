<?php

/** What is counted or lined up by time: archives, the calendar, numbers of posts. Only where the number really differs. */

declare(strict_types=1);

namespace DynamicCache\Purge\Posts;

use DynamicCache\Database;
use DynamicCache\Tags\Content\ArchiveTaps;
use DynamicCache\Tags\Content\CountTaps;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class PostCounts
{
    /** Periods of wp_get_archives(), as the part of a date that names one. */
    private const PERIODS = ['yearly' => 4, 'monthly' => 7, 'daily' => 10];

    /** @return list<string> */
    public static function between(int $id, ?PostState $before, ?PostState $after): array
    {
        $old = $before?->is_visible() === true ? $before : null;
        $new = $after?->is_visible() === true ? $after : null;
        $tags = [];
        $isOtherType = $old?->type !== $new?->type;
        foreach (array_filter([$old, $new]) as $state) {
            if ($isOtherType) {
                $tags[] = Tag::count($state->type);
            }
            if ($isOtherType || $old?->place['author'] !== $new?->place['author']) {
                array_push($tags, ...self::of_author($id, $state->type, (int) $state->place['author']));
            }
        }
        $isMoved = $old?->type !== $new?->type || $old?->place['date'] !== $new?->place['date'];
        foreach ($isMoved ? array_filter([$old, $new]) : [] as $state) {
            array_push($tags, Tag::facet(Tag::archives($state->type), ArchiveTaps::POSTS), ...self::periods($id, $state, $state === $old ? $new : $old));
        }

        return array_values(array_unique($tags));
    }

    /**
     * Whether more than one has published posts, as is_multi_author() asks: pages that gave the other answer.
     *
     * @return list<string>
     */
    public static function authors(?PostState $before, ?PostState $after): array
    {
        $authors = array_map(static fn(?PostState $state): mixed => $state?->type === 'post' && $state->is_visible() ? $state->place['author'] : null, [$before, $after]);
        if ($authors[0] === $authors[1]) {
            return [];
        }
        $database = Database::connection();
        $found = $database->get_col((string) $database->prepare("SELECT DISTINCT post_author FROM %i WHERE post_type = 'post' AND post_status = 'publish' LIMIT 2", $database->posts));

        return [Tag::facet(Tag::authors('post'), count($found) > 1 ? 'one' : 'many')];
    }

    /**
     * Somebody has one more of a type, or one less.
     *
     * @return list<string>
     */
    private static function of_author(int $id, string $type, int $author): array
    {
        $database = Database::connection();
        $isOnly = $database->get_var((string) $database->prepare(
            "SELECT ID FROM %i WHERE post_type = %s AND post_status = 'publish' AND post_author = %d AND ID <> %d LIMIT 1",
            $database->posts,
            $type,
            $author,
            $id,
        )) === null;
        $tag = Tag::authors($type);

        return [$tag, Tag::facet($tag, CountTaps::BY . $author), ...($isOnly ? [Tag::facet($tag, CountTaps::WHO)] : [])];
    }

    /**
     * How many there are in a status that nobody sees, for pages that were told.
     *
     * @param array<string, true> $inUse rare facets that pages show
     *
     * @return list<string>
     */
    public static function hidden(?PostState $before, ?PostState $after, array $inUse): array
    {
        if (!isset($inUse[RareFacet::COUNTS]) || ($before?->type === $after?->type && $before?->status === $after?->status)) {
            return [];
        }

        return array_values(array_unique(array_map(
            static fn(PostState $state): string => Tag::facet(Tag::count($state->type), RareFacet::HIDDEN),
            array_values(array_filter([$before, $after])),
        )));
    }

    /**
     * The date of the newest post of a type, or of any.
     *
     * @param array<string, true> $inUse
     *
     * @return list<string>
     */
    public static function newest(int $id, ?PostState $before, ?PostState $after, array $inUse): array
    {
        $isMoved = $before?->type !== $after?->type || $before?->is_visible() !== $after?->is_visible() || $before?->place['date'] !== $after?->place['date'];
        if (!isset($inUse[RareFacet::NEWEST]) || !$isMoved) {
            return [];
        }
        $database = Database::connection();
        $newest = (string) $database->get_var((string) $database->prepare("SELECT MAX(post_date) FROM %i WHERE post_status = 'publish' AND post_type IN (%s, %s) AND ID <> %d", $database->posts, $before->type ?? '', $after->type ?? '', $id));
        $tags = [];
        foreach (array_filter([$before, $after]) as $state) {
            if ($state->is_visible() && (string) $state->place['date'] >= $newest) {
                array_push($tags, Tag::facet(Tag::list($state->type), CountTaps::NEWEST), Tag::facet(Tag::list('any'), CountTaps::NEWEST));
            }
        }

        return array_values(array_unique($tags));
    }

    /**
     * @param PostState|null $other where it stands besides
     *
     * @return list<string>
     */
    private static function periods(int $id, PostState $state, ?PostState $other): array
    {
        $type = $state->type;
        $date = (string) $state->place['date'];
        $otherDate = $other !== null && $other->type === $type ? (string) $other->place['date'] : '';
        $tags = [];
        foreach (self::PERIODS as $kind => $length) {
            if (substr($date, 0, $length) === substr($otherDate, 0, $length)) {
                continue;
            }
            $tags[] = Tag::archives($type);
            if (self::is_alone($id, $type, substr($date, 0, $length))) {
                $tags[] = Tag::facet(Tag::archives($type), $kind);
                // A week has no common beginning with a date.
                $tags[] = Tag::facet(Tag::archives($type), 'weekly');
            }
        }
        if (substr($date, 0, 10) !== substr($otherDate, 0, 10) && self::is_alone($id, $type, substr($date, 0, 10))) {
            array_push($tags, ...self::calendars($id, $type, substr($date, 0, 7)));
        }

        return $tags;
    }

    private static function is_alone(int $id, string $type, string $period): bool
    {
        $database = Database::connection();

        return $database->get_var((string) $database->prepare(
            "SELECT ID FROM %i WHERE post_type = %s AND post_status = 'publish' AND ID <> %d AND post_date LIKE %s LIMIT 1",
            $database->posts,
            $type,
            $id,
            $database->esc_like($period) . '%',
        )) === null;
    }

    /**
     * The month, and when it has no other post also those whose arrows lead past it.
     *
     * @return list<string>
     */
    private static function calendars(int $id, string $type, string $month): array
    {
        $tags = [Tag::calendar($type, $month)];
        $first = \DateTimeImmutable::createFromFormat('!Y-m', $month);
        if ($first === false || !self::is_alone($id, $type, $month)) {
            return $tags;
        }
        $database = Database::connection();
        $around = [];
        // MySQL compares with nothing but real dates: `2036-06-32` is after none, and before none.
        $statements = [
            "SELECT MAX(post_date) FROM %i WHERE post_type = %s AND post_status = 'publish' AND ID <> %d AND post_date < %s" => $first,
            "SELECT MIN(post_date) FROM %i WHERE post_type = %s AND post_status = 'publish' AND ID <> %d AND post_date >= %s" => $first->modify('+1 month'),
        ];
        foreach ($statements as $statement => $day) {
            $date = $database->get_var((string) $database->prepare($statement, $database->posts, $type, $id, $day->format('Y-m-d')));
            $around[] = substr((string) $date, 0, 7);
        }
        [$earlier, $later] = $around;
        // The calendar of this month stands on pages, with or without posts.
        $now = (string) wp_date('Y-m');
        $isBetween = ($earlier === '' || $now >= $earlier) && ($later === '' || $now <= $later);
        $months = array_filter([$earlier, $later, $isBetween ? $now : ''], static fn(string $name): bool => $name !== '');

        return [
            ...$tags,
            ...array_map(static fn(string $name): string => Tag::calendar($type, $name), array_values($months)),
            ArchiveTaps::behind($type, $earlier),
            ArchiveTaps::behind($type, $month),
        ];
    }
}
