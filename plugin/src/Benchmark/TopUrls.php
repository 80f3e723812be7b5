<?php

/** The pages that a run measures: the most visited by the site's own counts, else its front page and its newest. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Database;
use DynamicCache\Findings\Loopback;
use DynamicCache\Findings\Pages\SitePage;
use DynamicCache\Findings\Pages\TopPages;

final class TopUrls
{
    public const MOST = 10;

    /**
     * @param int $count at most
     *
     * @return list<string> the front page is always the first
     */
    public static function of_site(int $count): array
    {
        $loopback = Loopback::of_site();
        $usual = array_map(static fn(SitePage $page): string => $page->url, TopPages::of_site());
        // The last of them is an address that does not exist.
        $urls = [home_url('/'), ...self::most_visited($count), ...array_slice($usual, 0, -1)];

        return array_slice(array_values(array_unique(array_filter($urls, $loopback->is_own(...)))), 0, min($count, self::MOST));
    }

    /** @return list<string> */
    private static function most_visited(int $count): array
    {
        $database = Database::connection();
        $urls = $database->get_col((string) $database->prepare(
            "SELECT url FROM %i WHERE hits > 0 AND refusal = '' AND variant = '' AND persona = '' ORDER BY hits DESC LIMIT %d",
            Database::table('pages'),
            $count,
        ));

        return array_values(array_filter($urls, is_string(...)));
    }
}
