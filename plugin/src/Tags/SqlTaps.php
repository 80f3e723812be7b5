<?php

/**
 * SQL that a plugin or a theme writes itself: nothing else shows what it reads, so its page depends on whole tables of
 * core. What core asks passes the other taps.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

use DynamicCache\Database;

final class SqlTaps
{
    /** How deep the caller of a wpdb method can lie. */
    private const FRAMES = 14;

    /** Table → what its changes are purged under. */
    private const TABLES = [
        'posts' => ['posts'],
        'postmeta' => ['postmeta'],
        'terms' => ['terms'],
        'term_taxonomy' => ['terms'],
        'term_relationships' => ['terms', 'posts'],
        'termmeta' => ['termmeta'],
        'comments' => ['comments'],
        'commentmeta' => ['commentmeta'],
        'users' => ['users'],
        'usermeta' => ['users', 'usermeta'],
    ];

    /** @param list<string> $ownFolders whose SQL the other taps account for */
    public function __construct(
        private readonly PageTags $page,
        private readonly array $ownFolders,
    ) {}

    public static function of(PageTags $page): self
    {
        return new self($page, array_map(wp_normalize_path(...), [ABSPATH . 'wp-includes/', ABSPATH . 'wp-admin/', dirname(__DIR__) . '/']));
    }

    public function boot(): void
    {
        add_filter('query', $this->observe(...), PHP_INT_MAX);
    }

    private function observe(mixed $sql = ''): mixed
    {
        if (is_string($sql) && preg_match('/^[\s(]*SELECT\b/i', $sql) === 1) {
            $tables = self::tables($sql);
            if ($tables !== [] && $this->is_foreign()) {
                foreach ($tables as $table) {
                    $this->page->rare(RareFacet::table($table), Tag::table($table));
                }
            }
        }

        return $sql;
    }

    /** @return list<string> */
    private static function tables(string $sql): array
    {
        $database = Database::connection();
        $found = [];
        foreach (self::TABLES as $table => $names) {
            $prefix = in_array($table, ['users', 'usermeta'], true) ? $database->base_prefix : $database->prefix;
            if (preg_match('/\b' . preg_quote($prefix . $table, '/') . '\b/', $sql) === 1) {
                array_push($found, ...$names);
            }
        }

        return array_values(array_unique($found));
    }

    /** Whether the method of wpdb was called from outside of core. */
    private function is_foreign(): bool
    {
        $caller = '';
        foreach (debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS, self::FRAMES) as $frame) {
            if (isset($frame['class']) && is_a($frame['class'], \wpdb::class, true)) {
                $caller = wp_normalize_path($frame['file'] ?? '');
            }
        }
        foreach ($this->ownFolders as $folder) {
            if ($caller === '' || str_starts_with($caller, $folder)) {
                return false;
            }
        }

        return true;
    }
}
