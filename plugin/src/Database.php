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

    /**
     * Work between a statement of somebody else's and what they do next: the id of their last row, and whether the
     * statement that is about to run was looked through already (wpdb::query()), are theirs again afterwards.
     *
     * @template T
     *
     * @param \Closure(): T $work
     *
     * @return T
     */
    public static function aside(\Closure $work): mixed
    {
        $database = self::connection();
        $id = $database->insert_id;
        // Private, and kept from being set from outside; it is what decides whether a write may be refused.
        $check = new \ReflectionProperty(\wpdb::class, 'check_current_query');
        $isToCheck = $check->getValue($database);
        try {
            return $work();
        } finally {
            $database->insert_id = $id;
            $check->setValue($database, $isToCheck);
        }
    }

    /** Full name of one of the plugin's tables of the current site. */
    public static function table(string $name): string
    {
        return self::connection()->prefix . 'dynamic_cache_' . $name;
    }
}
