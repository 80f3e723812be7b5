<?php

/**
 * The totals in WordPress' database, in an option that is not loaded with the others: figures outlive a wiped cache
 * folder, and several web heads with a disk each add to the same ones. Past core's option cache, which may be old.
 */

declare(strict_types=1);

namespace DynamicCache\Stats;

use DynamicCache\Database;

final class TotalsOption implements TotalsStore
{
    public const NAME = 'dynamic_cache_counts';

    public function read(): string
    {
        $database = Database::connection();
        $text = $database->get_var((string) $database->prepare(
            'SELECT option_value FROM %i WHERE option_name = %s',
            $database->options,
            self::NAME,
        ));

        return is_string($text) ? $text : '';
    }

    public function swap(string $old, string $new): bool
    {
        $database = Database::connection();
        if ($old === '') {
            return $database->query((string) $database->prepare(
                "INSERT IGNORE INTO %i (option_name, option_value, autoload) VALUES (%s, %s, 'off')",
                $database->options,
                self::NAME,
                $new,
            )) === 1;
        }

        return $database->update(
            $database->options,
            ['option_value' => $new],
            ['option_name' => self::NAME, 'option_value' => $old],
        ) === 1;
    }
}
