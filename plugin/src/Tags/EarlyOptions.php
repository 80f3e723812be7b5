<?php

/**
 * Options of plugins that are read while WordPress loads, on every page: a plugin keeps its settings in an object then, and
 * which page prints any of them is no event in PHP. Their names are kept, so that a change knows of it (Purge\SavedSetting).
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

use DynamicCache\Database;

final class EarlyOptions
{
    private const OPTION = 'dynamic_cache_early_options';

    /** More of them are names that somebody makes up. */
    private const MOST = 2000;

    /**
     * Whether all of them were known before.
     *
     * @param list<string> $names
     */
    public static function note(array $names): bool
    {
        $known = self::known();
        if (array_diff($names, $known) === [] || count($known) >= self::MOST) {
            return true;
        }
        // Another page may have added some since this request began.
        $database = Database::connection();
        $row = $database->get_var((string) $database->prepare('SELECT option_value FROM %i WHERE option_name = %s', $database->options, self::OPTION));
        $known = self::names(is_string($row) ? maybe_unserialize($row) : []);
        update_option(self::OPTION, array_slice([...$known, ...array_diff($names, $known)], 0, self::MOST), true);

        return false;
    }

    public static function has(string $name): bool
    {
        return in_array($name, self::known(), true);
    }

    /** @return list<string> */
    private static function known(): array
    {
        return self::names(get_option(self::OPTION));
    }

    /** @return list<string> */
    private static function names(mixed $names): array
    {
        return is_array($names) ? array_values(array_filter($names, is_string(...))) : [];
    }
}
