<?php

/** Tags as the purge log keeps them: fixed length, no byte of their own. Two tags that collide purge too much, never too little. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class TagHash
{
    public const LENGTH = 16;

    /** @var array{list<string>, list<string>} tags and their hashes, as asked last: the store and the list of pages ask for the same page */
    private static array $last = [[], []];

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
        if ($tags !== self::$last[0]) {
            $hashes = [];
            foreach ($tags as $tag) {
                $hashes[] = self::of($tag);
            }
            self::$last = [$tags, $hashes];
        }

        return self::$last[1];
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
