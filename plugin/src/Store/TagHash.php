<?php

/** Tags as the purge log keeps them: fixed length, no byte of their own. Two tags that collide purge too much, never too little. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class TagHash
{
    public const LENGTH = 16;

    public static function of(string $tag): string
    {
        return hash('xxh3', $tag);
    }

    /**
     * @param list<string> $tags
     *
     * @return list<string>
     */
    public static function all(array $tags): array
    {
        return array_map(self::of(...), $tags);
    }

    /**
     * For looking up whether a page carries a tag.
     *
     * @param list<string> $tags
     *
     * @return array<array-key, true> keys are hashes; an all-digit one became an integer, which isset() does not mind
     */
    public static function set(array $tags): array
    {
        return array_fill_keys(self::all($tags), true);
    }
}
