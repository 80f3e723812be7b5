<?php

/**
 * The plugin's own tables in WordPress' database: `purges` (who threw what away, when), `outbox` (what the edge has not
 * been told yet), `pages` (what was rendered for the cache), `queries` (the lists of posts that pages show),
 * `benchmarks` (what was measured on this host) and `proofs` (which pages were compared with a fresh render). Purge, Edge,
 * Index, Lists, Benchmark and Proof read and write them; only their shape is decided here.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Database;

final class Tables
{
    /** Which shape of the tables this site has, so that another one is noticed; see shape(). */
    public const SHAPE_OPTION = 'dynamic_cache_tables';

    /**
     * The form, line by line, is what dbDelta() understands: two spaces after PRIMARY KEY, one column a line. Keys keep
     * below 767 bytes, the most that old row formats index.
     */
    private const COLUMNS = [
        'purges' => <<<'SQL'
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
            refreshed int(11) NOT NULL DEFAULT -1,
            untouched int(11) NOT NULL DEFAULT -1,
            PRIMARY KEY  (id),
            KEY at (at)
            SQL,
        'outbox' => <<<'SQL'
            id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
            kind varchar(32) NOT NULL,
            body longtext NOT NULL,
            created_at bigint(20) unsigned NOT NULL,
            attempts int(10) unsigned NOT NULL DEFAULT 0,
            not_before bigint(20) unsigned NOT NULL DEFAULT 0,
            last_error text,
            PRIMARY KEY  (id),
            KEY not_before (not_before)
            SQL,
        'pages' => <<<'SQL'
            id char(32) NOT NULL,
            url text NOT NULL,
            variant varchar(190) NOT NULL DEFAULT '',
            persona varchar(64) NOT NULL DEFAULT '',
            title varchar(190) NOT NULL DEFAULT '',
            kind varchar(20) NOT NULL DEFAULT 'other',
            post bigint(20) unsigned NOT NULL DEFAULT 0,
            refusal varchar(32) NOT NULL DEFAULT '',
            seen_at bigint(20) unsigned NOT NULL DEFAULT 0,
            stored_at bigint(20) unsigned NOT NULL DEFAULT 0,
            expires_at bigint(20) unsigned NOT NULL DEFAULT 0,
            stale_until bigint(20) unsigned NOT NULL DEFAULT 0,
            bytes int(10) unsigned NOT NULL DEFAULT 0,
            gzip_bytes int(10) unsigned NOT NULL DEFAULT 0,
            revision varchar(16) NOT NULL DEFAULT '',
            epoch varchar(32) NOT NULL DEFAULT '',
            seq bigint(20) unsigned NOT NULL DEFAULT 0,
            purged_by bigint(20) unsigned NOT NULL DEFAULT 0,
            tags_count int(10) unsigned NOT NULL DEFAULT 0,
            hashes mediumtext NOT NULL,
            sources mediumtext NOT NULL,
            hits bigint(20) unsigned NOT NULL DEFAULT 0,
            last_hit bigint(20) unsigned NOT NULL DEFAULT 0,
            PRIMARY KEY  (id),
            KEY seen_at (seen_at),
            KEY stored_at (stored_at),
            KEY hits (hits)
            SQL,
        'queries' => <<<'SQL'
            bucket varchar(64) NOT NULL,
            hash char(32) NOT NULL,
            result char(32) NOT NULL,
            ending varchar(60) NOT NULL DEFAULT '',
            spec mediumtext NOT NULL,
            seen bigint(20) unsigned NOT NULL,
            PRIMARY KEY  (bucket,hash,result,ending),
            KEY hash (hash),
            KEY seen (seen)
            SQL,
        'benchmarks' => <<<'SQL'
            id char(16) NOT NULL,
            state varchar(12) NOT NULL,
            started_at bigint(20) unsigned NOT NULL,
            holder varchar(16) NOT NULL DEFAULT '',
            held_until bigint(20) unsigned NOT NULL DEFAULT 0,
            document mediumtext NOT NULL,
            results longtext NOT NULL,
            PRIMARY KEY  (id),
            KEY state (state),
            KEY started_at (started_at)
            SQL,
        'proofs' => <<<'SQL'
            id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
            mode varchar(8) NOT NULL,
            outcome varchar(10) NOT NULL DEFAULT 'waiting',
            url text NOT NULL,
            variant varchar(190) NOT NULL DEFAULT '',
            asked_at bigint(20) unsigned NOT NULL,
            checked_at bigint(20) unsigned NOT NULL DEFAULT 0,
            told tinyint(3) unsigned NOT NULL DEFAULT 0,
            evidence mediumtext NOT NULL,
            PRIMARY KEY  (id),
            KEY outcome (outcome,checked_at),
            KEY asked_at (asked_at)
            SQL,
    ];

    /** Makes the tables, or brings those of an older version up to date. */
    public static function create(): void
    {
        require_once ABSPATH . 'wp-admin/includes/upgrade.php';
        $collate = Database::connection()->get_charset_collate();
        foreach (self::COLUMNS as $name => $columns) {
            dbDelta('CREATE TABLE ' . Database::table($name) . " (\n{$columns}\n) {$collate};");
        }
        update_option(self::SHAPE_OPTION, self::shape(), true);
    }

    /** Whether this site's tables are those that this code reads and writes. */
    public static function are_in_place(): bool
    {
        return get_option(self::SHAPE_OPTION) === self::shape();
    }

    /** Follows from the columns, so that nobody has to count a number up when a table changes. */
    private static function shape(): string
    {
        return substr(hash('sha256', implode("\n", array_keys(self::COLUMNS)) . implode("\n", self::COLUMNS)), 0, 16);
    }

    /** @return list<string> full names, of the current site */
    public static function names(): array
    {
        return array_map(Database::table(...), array_keys(self::COLUMNS));
    }

    public static function drop(): void
    {
        $database = Database::connection();
        foreach (self::names() as $table) {
            $database->query((string) $database->prepare('DROP TABLE IF EXISTS %i', $table));
        }
        delete_option(self::SHAPE_OPTION);
    }
}
