<?php

/** Tables that are neither core's nor ours: nobody tells what is in them, or when it changes. */

declare(strict_types=1);

namespace DynamicCache\Tags\Tables;

use DynamicCache\Database;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Sql\RawSql;
use DynamicCache\Tags\Sql\SqlMarks;
use DynamicCache\Tags\Sql\SqlTables;
use DynamicCache\Tags\Tag;

final class OwnTables
{
    /** Bucket and tag of what any row may change: names of tables of plugins are long. */
    private const MAX_BUCKET = 64;

    /** @var array<string, array<string, string>> by prefix of the site: names in small letters */
    private static array $known = [];

    private function __construct() {}

    /** @param string $table as SqlTables names it */
    public static function is_own(string $table): bool
    {
        return !isset(self::of_core()[$table]) && !str_contains($table, 'dynamic_cache_') && !self::is_ignored($table);
    }

    /** Whether the owner takes old answers for as good as new ones, as of a table that every visit writes to. */
    private static function is_ignored(string $table): bool
    {
        if (!has_filter('dynamic_cache_ignored_tables')) {
            return false;
        }
        /**
         * Tables of plugins whose changes purge no page that shows what is in them: it may be as old as the page.
         *
         * @param list<string> $tables names, with or without the prefix of the site
         */
        $ignored = apply_filters('dynamic_cache_ignored_tables', []);
        $names = array_map(strtolower(...), array_filter(is_array($ignored) ? $ignored : [], is_string(...)));

        return in_array($table, $names, true) || in_array($table, array_map(static fn(string $name): string => strtolower(Database::connection()->prefix) . $name, $names), true);
    }

    /** Cheap, for what core asks: whether a statement may read one. Names of options begin like those of tables. */
    public static function may_be_in(string $sql): bool
    {
        $prefix = preg_quote(Database::connection()->base_prefix, '/');
        preg_match_all("/(?:\\b(?:FROM|JOIN)\\s+[(`]*|(?<!['\"])\\b(?={$prefix}))(\\w+)/i", $sql, $names);
        foreach (array_unique($names[1]) as $name) {
            if (self::is_own(strtolower($name))) {
                return true;
            }
        }

        return false;
    }

    /** @return list<string> that a question reads */
    public static function read_by(SqlMarks $marks): array
    {
        return array_values(array_filter(SqlTables::of($marks), self::is_own(...)));
    }

    public static function tag(string $table): string
    {
        return Tag::table(RareFacet::key($table));
    }

    /** Whether it is of such a table, by its name or of some of its rows. */
    public static function is_tag(string $tag): bool
    {
        return preg_match('/^sql:([^:~]+)/', $tag, $match) === 1 && self::is_own($match[1]) && !in_array($match[1], self::of_core(), true);
    }

    /** What every page has that reads the table: all of them can be suspected at once. */
    public static function all(string $table): string
    {
        return Tag::facet(self::tag($table), RawSql::ALL);
    }

    /** What pages with a statement that is not written down have, for changes of whatever rows. */
    public static function any(string $table): string
    {
        return Tag::facet(self::tag($table), RareFacet::ANY);
    }

    /** Rare facet of pages that read the table. */
    public static function facet(string $table): string
    {
        return RareFacet::table(RareFacet::key($table));
    }

    /** Rare facet of statements that are told apart by a column. */
    public static function column(string $table, string $column): string
    {
        return self::facet($table) . '.' . $column;
    }

    /** The same where they are by a word: every one of them is 0 for a column of numbers. */
    public static function words(string $table, string $column): string
    {
        return self::column($table, $column) . '.words';
    }

    /**
     * Rare facets of a statement for a few values of a column.
     *
     * @param list<array{string, string}> $places of SqlTables::places()
     *
     * @return list<string>
     */
    public static function of_places(string $table, array $places): array
    {
        $facets = [];
        foreach ($places as [$column, $value]) {
            array_push($facets, self::column($table, $column), ...(ctype_digit($value) ? [] : [self::words($table, $column)]));
        }

        return array_values(array_unique($facets));
    }

    /**
     * Bucket of statements that look at rows with one value in a column.
     *
     * @param array{string, string}|null $place one of SqlTables::places(); null: of any rows
     */
    public static function bucket(string $table, ?array $place): string
    {
        $bucket = $place === null ? self::tag($table) : self::tag($table) . ":{$place[0]}:{$place[1]}";

        return strlen($bucket) > self::MAX_BUCKET || !Tag::is_tag($bucket) ? self::tag($table) . ($place === null ? '' : ':' . substr(hash('sha256', $bucket), 0, 16)) : $bucket;
    }

    /**
     * Buckets of a statement.
     *
     * @param list<array{string, string}> $places of SqlTables::places()
     *
     * @return list<string>
     */
    public static function buckets(string $table, array $places): array
    {
        return $places === [] ? [self::bucket($table, null)] : array_map(static fn(array $place): string => self::bucket($table, $place), $places);
    }

    /** How core calls a table of its own, without a prefix; null: it is none. */
    public static function core_name(string $table): ?string
    {
        return self::of_core()[$table] ?? null;
    }

    /** @return array<string, string> in small letters → without the prefix */
    private static function of_core(): array
    {
        $database = Database::connection();

        return self::$known["{$database->base_prefix} {$database->prefix}"] ??= array_flip(array_map(strtolower(...), $database->tables('all')));
    }
}
