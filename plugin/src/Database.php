<?php

/** WordPress' database connection, which core keeps in a global variable. */

declare(strict_types=1);

namespace DynamicCache;

final class Database
{
    public static function connection(): \wpdb
    {
        global $wpdb;

        return $wpdb instanceof \wpdb ? $wpdb : throw new \LogicException('WordPress has no database connection yet');
    }

    /** Full name of one of the plugin's tables of the current site. */
    public static function table(string $name): string
    {
        return self::connection()->prefix . 'dynamic_cache_' . $name;
    }
}
