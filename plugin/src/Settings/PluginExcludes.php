<?php

/**
 * What other plugins keep out of the cache, beside the owner's own rules: filters asked whenever the rules are written
 * for the drop-in and the Worker. A pattern that is none leaves that list as the owner made it.
 */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class PluginExcludes
{
    /** The bounds of the owner's own lists (contracts/src/settings.ts). */
    private const MAX_PATTERNS = 200;
    private const MAX_BYTES = 200;

    /**
     * The lists of the rules with what the filters `dynamic_cache_excluded_paths`, `_queries`, `_cookies` and
     * `_user_agents` add to them.
     *
     * @param array<string, list<string>> $lists patterns in which `*` stands for any run of characters
     *
     * @return array<string, list<string>>
     */
    public static function added_to(array $lists): array
    {
        foreach ($lists as $name => $patterns) {
            $filter = "dynamic_cache_excluded_{$name}";
            /**
             * @param list<string> $patterns of the owner
             */
            $given = apply_filters($filter, $patterns);
            $added = is_array($given) ? self::added($given, $patterns) : null;
            if ($added === null) {
                _doing_it_wrong(esc_html($filter), esc_html('A list of at most 200 patterns, each of 1 to 200 bytes of UTF-8. Nothing was added.'), '0.1.0');
            } else {
                $lists[$name] = [...$patterns, ...$added];
            }
        }

        return $lists;
    }

    /**
     * @param array<mixed> $given
     * @param list<string> $owners
     *
     * @return list<string>|null sorted, so that the order in which plugins load changes nothing; null when one is no pattern
     */
    private static function added(array $given, array $owners): ?array
    {
        $patterns = array_filter($given, static fn(mixed $pattern): bool => is_string($pattern)
            && $pattern !== '' && strlen($pattern) <= self::MAX_BYTES && preg_match('//u', $pattern) === 1);
        if (count($patterns) !== count($given)) {
            return null;
        }
        $added = array_values(array_unique(array_diff(array_filter($patterns, is_string(...)), $owners)));
        sort($added, SORT_STRING);

        return count($added) > self::MAX_PATTERNS ? null : $added;
    }
}
