<?php

/** The last purges that hit a page, looked up in the list of purges by the tags of the page. */

declare(strict_types=1);

namespace DynamicCache\Explain;

use DynamicCache\Database;
use DynamicCache\Purge\CauseSentence;
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
        $database = Database::connection();
        $rows = $database->get_results((string) $database->prepare(
            'SELECT id, at, actor, cause, tags, urls FROM %i ORDER BY id DESC LIMIT %d',
            Database::table('purges'),
            self::LOOKED_THROUGH,
        ), 'ARRAY_A');
        $purges = [];
        foreach (is_array($rows) ? $rows : [] as $row) {
            $text = static fn(string $name): string => is_scalar($row[$name] ?? null) ? (string) $row[$name] : '';
            $tags = array_values(array_filter(self::names($text('tags')), static fn(string $tag): bool => isset($hashes[TagHash::of($tag)])));
            if ($tags !== [] || in_array($url, self::names($text('urls')), true)) {
                $purges[] = new PagePurge((int) $text('id'), (int) $text('at'), CauseSentence::of($text('cause'), $text('actor')), array_slice($tags, 0, 10));
            }
            if (count($purges) === self::TOLD) {
                break;
            }
        }

        return $purges;
    }

    /** @return list<string> */
    private static function names(string $json): array
    {
        $names = json_decode($json, true);

        return is_array($names) ? array_values(array_filter($names, is_string(...))) : [];
    }
}
