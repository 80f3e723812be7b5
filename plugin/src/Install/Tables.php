<?php

/**
 * The plugin's own tables in WordPress' database: `purges` (who threw what away, when) and `outbox` (what the edge has
 * not been told yet). Purge and Edge read and write them; only their shape is decided here.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Database;

final class Tables
{
    private const NAMES = ['purges', 'outbox'];

    /** Makes the tables, or brings those of an older version up to date. */
    public static function create(): void
    {
        require_once ABSPATH . 'wp-admin/includes/upgrade.php';
        $collate = Database::connection()->get_charset_collate();
        // The form, line by line, is what dbDelta() understands: two spaces after PRIMARY KEY, one column a line.
        dbDelta('CREATE TABLE ' . Database::table('purges') . " (
id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
at bigint(20) unsigned NOT NULL,
actor varchar(190) NOT NULL DEFAULT '',
cause varchar(190) NOT NULL DEFAULT '',
tags longtext NOT NULL,
urls longtext NOT NULL,
seq bigint(20) unsigned NOT NULL DEFAULT 0,
epoch varchar(32) NOT NULL DEFAULT '',
ms smallint(5) unsigned NOT NULL DEFAULT 0,
edge_ms bigint(20) NOT NULL DEFAULT -2,
PRIMARY KEY  (id),
KEY at (at)
) {$collate};");
        dbDelta('CREATE TABLE ' . Database::table('outbox') . " (
id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
kind varchar(32) NOT NULL,
body longtext NOT NULL,
created_at bigint(20) unsigned NOT NULL,
attempts int(10) unsigned NOT NULL DEFAULT 0,
not_before bigint(20) unsigned NOT NULL DEFAULT 0,
last_error text,
PRIMARY KEY  (id),
KEY not_before (not_before)
) {$collate};");
    }

    /** @return list<string> full names, of the current site */
    public static function names(): array
    {
        return array_map(Database::table(...), self::NAMES);
    }

    public static function drop(): void
    {
        $database = Database::connection();
        foreach (self::names() as $table) {
            $database->query((string) $database->prepare('DROP TABLE IF EXISTS %i', $table));
        }
    }
}
