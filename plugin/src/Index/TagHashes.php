<?php

/** The tags of a page as a row of the list keeps them, to be compared with a purge: hashes of one length, side by side. */

declare(strict_types=1);

namespace DynamicCache\Index;

use DynamicCache\Store\TagHash;

final class TagHashes
{
    /** A page with more tags than this counts as one that every purge hits. */
    private const MAX = 5000;
    private const ANY = '*';

    /** @param list<string> $tags */
    public static function encode(array $tags): string
    {
        return count($tags) > self::MAX ? self::ANY : implode('', TagHash::all($tags));
    }

    /** @param array<array-key, true> $purged hashes of a purge's tags, see TagHash::set() */
    public static function is_hit(string $text, array $purged): bool
    {
        if ($text === self::ANY) {
            return true;
        }
        foreach ($text === '' ? [] : str_split($text, TagHash::LENGTH) as $hash) {
            if (isset($purged[$hash])) {
                return true;
            }
        }

        return false;
    }
}
