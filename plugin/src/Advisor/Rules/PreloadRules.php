<?php

/**
 * Which pages to warm first, as many as the budget pays for: pages that are not stored and can be, by their visits. The
 * cost of a page is the mean render of this site, so the most visits for the time are simply the most visits.
 */

declare(strict_types=1);

namespace DynamicCache\Advisor\Rules;

use DynamicCache\Advisor\AdviceSource;
use DynamicCache\Advisor\Facts;
use DynamicCache\Advisor\PageFact;
use DynamicCache\Advisor\Risk;
use DynamicCache\Advisor\Suggestion;
use DynamicCache\Engine\Reason;
use DynamicCache\Index\PageKind;
use DynamicCache\Index\PageStatus;

final class PreloadRules
{
    /** What nobody waits for, or what has no end. */
    private const NEVER = [PageKind::Search, PageKind::NotFound, PageKind::Embed, PageKind::Feed, PageKind::Sitemap];

    /** @return list<Suggestion> */
    public static function suggestions(Facts $facts): array
    {
        $pages = array_slice(self::candidates($facts), 0, $facts->affordable());

        return array_map(static fn(PageFact $page, int $at): Suggestion => new Suggestion(
            AdviceSource::Rules,
            $page->url,
            (string) ($at + 1),
            self::reason($page),
        ), $pages, array_keys($pages));
    }

    /** @return list<PageFact> all that are worth it, the best first */
    public static function candidates(Facts $facts): array
    {
        $pages = array_values(array_filter($facts->pages, self::is_worth_it(...)));
        usort($pages, static fn(PageFact $a, PageFact $b): int => [$b->kind === PageKind::Front, $b->hits, $b->lastHit, $a->url] <=> [$a->kind === PageKind::Front, $a->hits, $a->lastHit, $b->url]);

        return $pages;
    }

    private static function is_worth_it(PageFact $page): bool
    {
        // Cold: it was stored until the whole cache was emptied.
        $isStorable = $page->reason === Reason::Cold || in_array($page->status(), [PageStatus::Expired, PageStatus::Purged, PageStatus::Stale], true);

        return $isStorable && !in_array($page->kind, self::NEVER, true) && RouteRules::risk($page) === Risk::Low;
    }

    private static function reason(PageFact $page): string
    {
        return $page->kind === PageKind::Front
            ? __('The front page comes first.', 'ai-wp-dynamic-cache')
            : sprintf(
                /* translators: %s: a number */
                _n('%s visit was answered from the cache, and the page is not in it now.', '%s visits were answered from the cache, and the page is not in it now.', $page->hits, 'ai-wp-dynamic-cache'),
                number_format_i18n($page->hits),
            );
    }
}
