<?php

/** The last purges that hit a page, looked up in the list of purges by the tags of the page. */

declare(strict_types=1);

namespace DynamicCache\Explain;

use DynamicCache\Purge\PurgeRecords;
use DynamicCache\Store\TagHash;

final class RecentPurges
{
    /** Rows that are looked through: some days on a busy site. */
    private const LOOKED_THROUGH = 300;
    private const TOLD = 5;

    /**
     * @param array<array-key, true> $hashes of the page's tags, see TagHash::set()
     *
     * @return list<PagePurge> newest first
     */
    public static function of(string $url, array $hashes): array
    {
        $purges = [];
        foreach (PurgeRecords::newest(self::LOOKED_THROUGH) as $purge) {
            $tags = array_values(array_filter($purge->tags, static fn(string $tag): bool => isset($hashes[TagHash::of($tag)])));
            if ($tags !== [] || in_array($url, $purge->urls, true)) {
                $purges[] = new PagePurge($purge->id, $purge->at, $purge->sentence(), array_slice($tags, 0, 10));
            }
            if (count($purges) === self::TOLD) {
                break;
            }
        }

        return $purges;
    }
}
