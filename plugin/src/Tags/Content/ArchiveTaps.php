<?php

/** Months, years and days that have posts: lists of archives, and the calendar. */

declare(strict_types=1);

namespace DynamicCache\Tags\Content;

use DynamicCache\Database;
use DynamicCache\Tags\Ids;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\Time\Midnight;

final class ArchiveTaps
{
    /** Facet of archives: all posts one by one. */
    public const POSTS = 'posts';

    /** Facet of calendars of a month: those of the months without posts that come next. */
    public const GAP = 'gap';

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        add_filter('getarchives_where', $this->archives(...), PHP_INT_MAX, 2);
        add_filter('get_calendar_args', $this->calendar(...), PHP_INT_MAX);
    }

    /** A list of months, and of whatever else there can be one of. */
    private function archives(mixed $where = '', mixed $arguments = null): mixed
    {
        $arguments = is_array($arguments) ? $arguments : [];
        $type = is_string($arguments['post_type'] ?? null) ? $arguments['post_type'] : 'post';
        $kind = is_string($arguments['type'] ?? null) ? $arguments['type'] : 'monthly';
        $tag = Tag::archives($type);
        $isOfPosts = $kind === 'postbypost' || $kind === 'alpha';
        if ($isOfPosts) {
            $this->page->list($type, Tag::facet($tag, self::POSTS), $kind === 'alpha' ? Tag::facet(Tag::list($type), 'title') : null);
        } else {
            $this->page->list($type, (bool) ($arguments['show_post_count'] ?? false) ? $tag : Tag::facet($tag, $kind));
        }

        return $where;
    }

    /** One month, with links to the months before and after it that have posts. */
    private function calendar(mixed $arguments = null): mixed
    {
        $type = is_array($arguments) && is_string($arguments['post_type'] ?? null) && $arguments['post_type'] !== '' ? $arguments['post_type'] : 'post';
        $today = current_datetime()->format('Y-m');
        $month = self::month_of_request() ?? $today;
        $this->page->list($type, Tag::calendar($type, $month), self::is_by_week() ? Tag::facet(Tag::archives($type), 'daily') : null, $month === $today ? null : self::gap($type, $month));
        if ($month >= $today) {
            // The day of today stands out, in a month to come on its first day.
            $begins = (new \DateTimeImmutable("{$month}-01", wp_timezone()))->getTimestamp();
            $this->page->expire_at($month === $today ? Midnight::after(time(), wp_timezone()) : $begins);
        }

        return $arguments;
    }

    /**
     * What the arrows of a month without posts depend on: the month with posts in front of it, whose neighbours stand on
     * both sides. Null: it has posts itself. Nobody asks for this of the month of now, which changes look at anyway.
     */
    private static function gap(string $type, string $month): ?string
    {
        $next = \DateTimeImmutable::createFromFormat('!Y-m', $month);
        $database = Database::connection();
        $latest = $next === false ? '' : substr((string) $database->get_var((string) $database->prepare(
            "SELECT MAX(post_date) FROM %i WHERE post_type = %s AND post_status = 'publish' AND post_date < %s",
            $database->posts,
            $type,
            $next->modify('+1 month')->format('Y-m-d'),
        )), 0, 7);

        return $latest === $month ? null : self::behind($type, $latest);
    }

    /** @param string $month with posts; empty: what is in front of all of them */
    public static function behind(string $type, string $month): string
    {
        return Tag::facet(Tag::calendar($type, $month === '' ? 'none' : $month), self::GAP);
    }

    /** By weeks (`w`) the month is left to the database. */
    private static function is_by_week(): bool
    {
        return Ids::of(get_query_var('w')) > 0;
    }

    /** As get_calendar() takes it out of the request. */
    private static function month_of_request(): ?string
    {
        global $monthnum, $year, $m;
        if (is_numeric($monthnum) && is_numeric($year) && (int) $monthnum > 0 && (int) $year > 0) {
            return sprintf('%04d-%02d', (int) $year, (int) $monthnum);
        }
        $together = is_scalar($m) && !self::is_by_week() ? (string) $m : '';

        return preg_match('/^([0-9]{4})([0-9]{2})?/', $together, $match) === 1 ? "{$match[1]}-" . ($match[2] ?? '01') : null;
    }
}
