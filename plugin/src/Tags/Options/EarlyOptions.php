<?php

/**
 * Options of plugins that are read while WordPress loads, on every page: a plugin keeps its settings in an object then, and
 * which page prints any of them is no event in PHP. Their names are kept, so that a change knows of it (Purge\Changes\SavedSetting).
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Options;

use DynamicCache\Database;

final class EarlyOptions
{
    private const OPTION = 'dynamic_cache_early_options';

    /** More of them are names that somebody makes up. */
    private const MOST = 2000;

    /** So many different lists of names that do not count are known by their digests. */
    private const MOST_DIGESTS = 16;

    /**
     * What was read while WordPress loaded: of what is kept for a while (Transients) each kind once.
     *
     * @param list<string> $options
     * @param array<array-key> $hooks that have run
     *
     * @return list<string>
     */
    public static function among(array $options, array $hooks): array
    {
        $kept = array_filter(array_map(Transients::of_hook(...), array_filter($hooks, is_string(...))), is_string(...));

        return array_values(array_unique([...array_diff($options, $kept), ...array_map(Transients::kind(...), $kept)]));
    }

    /**
     * Whether all of them that count were known before.
     *
     * @param list<string> $names
     * @param \Closure(string): bool $counts whether one is a plugin's; asked of what was not seen before alone, as core reads a hundred of its own
     */
    public static function note(array $names, \Closure $counts): bool
    {
        ['names' => $known, 'others' => $digests] = self::kept(get_option(self::OPTION));
        $unknown = array_diff($names, $known);
        $digest = self::digest($unknown);
        if (in_array($digest, $digests, true)) {
            return true;
        }
        $new = array_values(array_filter($unknown, $counts));
        $isFull = count($known) >= self::MOST;
        if ($new === [] ? count($digests) < self::MOST_DIGESTS : !$isFull) {
            // Another page may have added some since this request began.
            $database = Database::connection();
            $row = $database->get_var((string) $database->prepare('SELECT option_value FROM %i WHERE option_name = %s', $database->options, self::OPTION));
            ['names' => $known, 'others' => $digests] = self::kept($row);
            $known = array_slice([...$known, ...array_values(array_diff($new, $known))], 0, self::MOST);
            update_option(self::OPTION, (string) wp_json_encode(['names' => $known, 'others' => [...$digests, self::digest(array_diff($names, $known))]]), true);
        }

        return $new === [] || $isFull;
    }

    /** Whether an earlier render saw this option being read while WordPress loaded. */
    public static function has(string $name): bool
    {
        return in_array($name, self::kept(get_option(self::OPTION))['names'], true);
    }

    /** @param array<string> $names */
    private static function digest(array $names): string
    {
        return substr(hash('sha256', implode("\n", $names)), 0, 16);
    }

    /** @return array{names: list<string>, others: list<string>} */
    private static function kept(mixed $option): array
    {
        $option = is_string($option) ? json_decode($option, true) : [];
        $option = is_array($option) ? $option : [];

        return ['names' => self::texts($option['names'] ?? null), 'others' => self::texts($option['others'] ?? null)];
    }

    /** @return list<string> */
    private static function texts(mixed $list): array
    {
        return is_array($list) ? array_values(array_filter($list, is_string(...))) : [];
    }
}
