<?php

/**
 * SQL of plugins that writes to core's tables: no hook of core's tells of it. The listeners hear of these rows what they
 * would have heard if core had written them, and core forgets what it holds of them in memory, so that the flush sees
 * what the database has.
 */

declare(strict_types=1);

namespace DynamicCache\Purge\Listeners;

use DynamicCache\Database;
use DynamicCache\Purge\Change;
use DynamicCache\Purge\Changes\ManyRows;
use DynamicCache\Purge\Changes\PostChange;
use DynamicCache\Purge\Changes\SiteChange;
use DynamicCache\Purge\Posts\PostSuspects;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\Rows\WrittenRows;
use DynamicCache\Tags\Callers\SqlCaller;
use DynamicCache\Tags\Sql\SqlWrite;
use DynamicCache\Tags\Tables\OwnTables;

final class CoreTables
{
    /** Table → how core groups its memory of a row, and the column with the key. */
    private const MEMORY = [
        'posts' => ['posts', 'id'],
        'postmeta' => ['post_meta', 'post_id'],
        'terms' => ['terms', 'term_id'],
        'term_taxonomy' => ['terms', 'term_id'],
        'termmeta' => ['term_meta', 'term_id'],
        'comments' => ['comment', 'comment_id'],
        'commentmeta' => ['comment_meta', 'comment_id'],
        'users' => ['users', 'id'],
        'usermeta' => ['user_meta', 'user_id'],
        'options' => ['options', 'option_name'],
    ];

    /** Table → answers to queries that core remembers until something of the kind changes (wp_cache_set_last_changed()). */
    private const QUERIES = [
        'posts' => 'posts', 'postmeta' => 'posts', 'terms' => 'terms', 'term_taxonomy' => 'terms', 'term_relationships' => 'terms',
        'termmeta' => 'terms', 'comments' => 'comment', 'commentmeta' => 'comment', 'users' => 'users', 'usermeta' => 'users',
    ];

    /** Of rows that are there; the text of a post may be long. */
    private const COLUMNS = [
        'posts' => ['ID', 'post_type'],
        'postmeta' => ['post_id', 'meta_key'],
        'termmeta' => ['term_id', 'meta_key'],
        'commentmeta' => ['comment_id', 'meta_key'],
        'usermeta' => ['user_id', 'meta_key'],
        'comments' => ['comment_ID'],
        'options' => ['option_name'],
    ];

    /** More rows than this are not told one by one. */
    private const MAX_ROWS = 100;

    private const META = ['postmeta' => 'post', 'termmeta' => 'term', 'usermeta' => 'user', 'commentmeta' => 'comment'];

    /** @var list<array{string, WrittenRows|null}> what was written last, with the table */
    private array $latest = [];

    public function __construct(
        private readonly PostListener $posts,
        private readonly TermListener $terms,
        private readonly CommentListener $comments,
        private readonly UserListener $users,
        private readonly OptionListener $options,
        private readonly TransientListener $transients,
    ) {}

    /** Before the statement runs. Whether there is something to be done when it has run. */
    public function before(SqlWrite $write): bool
    {
        $tables = array_filter(array_map(OwnTables::core_name(...), $write->tables), is_string(...));
        if ($tables === [] || !SqlCaller::is_foreign()) {
            return false;
        }
        // Not before all of it has been asked: each question is one that something follows.
        $this->latest = Database::aside(function () use ($write, $tables): array {
            $latest = [];
            foreach ($tables as $at => $table) {
                $rows = count($write->tables) === 1 ? WrittenRows::by($write->tables[$at], $write, self::COLUMNS[$table] ?? [], self::MAX_ROWS) : null;
                $this->expect($table, $rows, count($write->tables) === 1 ? $write : null);
                $latest[] = [$table, $rows];
            }

            return $latest;
        });

        return true;
    }

    /** When it has run. */
    public function after(): void
    {
        $latest = $this->latest;
        $this->latest = [];
        foreach ($latest as [$table, $rows]) {
            $rows?->keep_id();
            Database::aside(function () use ($table, $rows): void {
                self::forget($table, $rows);
                if ($rows !== null && $rows->are_new()) {
                    $this->made($table, $rows);
                }
            });
        }
    }

    private function expect(string $table, ?WrittenRows $rows, ?SqlWrite $write): void
    {
        if ($rows === null) {
            $this->many($table, $write);

            return;
        }
        foreach ($rows->written() as $row) {
            $this->row($table, $row, $rows->are_new());
        }
        if ($table === 'posts' && (isset($write->values['comment_count']) || in_array('comment_count', $write->computed ?? [], true))) {
            foreach ($rows->written() as $row) {
                $this->comments->after_count((int) ($row['id'] ?? 0), 1, 0);
            }
        }
    }

    /** More rows than are worth telling one by one, or nobody knows which: meta and options have names, and most are shown nowhere. */
    private function many(string $table, ?SqlWrite $write): void
    {
        $column = isset(self::META[$table]) ? 'meta_key' : 'option_name';
        $where = isset(self::META[$table]) || $table === 'options' ? $write?->where : null;
        // Those that plugins keep for a while are many, and any of them may be a page's.
        $isOf = $table === 'options' ? " AND option_name NOT LIKE '\\\\_transient\\\\_%' AND option_name NOT LIKE '\\\\_site\\\\_transient\\\\_%'" : '';
        $names = $where === null ? null : WrittenRows::found($write->tables[0] ?? '', "( {$where} ){$isOf}", [$column], self::MAX_ROWS);
        if ($names === null || isset($write->values[$column]) || in_array($column, $write->computed, true)) {
            $this->anything($table);

            return;
        }
        $names = array_map(static fn(array $row): string => (string) $row[$column], $names);
        PurgeQueue::of_site()->expect("sql:{$table}:" . implode(',', $names), static fn(): Change => new ManyRows($table, self::META[$table] ?? null, $names), SiteChange::TAGS);
    }

    /** @param array<string, string|null> $row */
    private function row(string $table, array $row, bool $isNew): void
    {
        if (isset(self::META[$table])) {
            $type = self::META[$table];
            MetaListener::expect($type, (int) ($row["{$type}_id"] ?? 0), $row['meta_key'] ?? '');
        } elseif ($table === 'term_relationships') {
            $this->posts->before_place((int) ($row['object_id'] ?? 0));
        } elseif ($table === 'options') {
            $this->option($row['option_name'] ?? '');
        } elseif ($table === 'links') {
            LinkListener::expect();
        } elseif (!$isNew) {
            $this->known($table, $row);
        } elseif ($table === 'posts') {
            PurgeQueue::of_site()->suspect(PostSuspects::of_place(0, $row['post_type'] ?? 'post'));
        } elseif ($table === 'term_taxonomy') {
            $this->terms->before_insert('', $row['taxonomy'] ?? '');
        }
    }

    /** @param array<string, string|null> $row as it is there now */
    private function known(string $table, array $row): void
    {
        $id = (int) ($row['id'] ?? $row['term_id'] ?? $row['comment_id'] ?? 0);
        if ($table === 'posts') {
            $this->posts->before_delete($id);
        } elseif ($table === 'users') {
            $this->users->before($id);
        } elseif ($table === 'comments') {
            $comment = get_comment($id);
            if ($comment instanceof \WP_Comment) {
                $this->comments->before_delete($id, $comment);
            }
        } elseif ($table === 'terms' || $table === 'term_taxonomy') {
            foreach ($table === 'terms' ? self::taxonomies($id) : [$row['taxonomy'] ?? ''] as $taxonomy) {
                $this->terms->before_edit($id, $taxonomy);
            }
        }
    }

    /** What could not be heard of before there was an id. */
    private function made(string $table, WrittenRows $rows): void
    {
        $row = $rows->written()[0] ?? [];
        $id = $rows->id();
        if ($table === 'posts' && $id > 0) {
            PurgeQueue::of_site()->expect_new("post:{$id}", new PostChange($id, null), []);
        } elseif ($table === 'posts') {
            $this->anything($table);
        } elseif ($table === 'term_taxonomy') {
            $this->terms->after_insert((int) ($row['term_id'] ?? 0), $id, $row['taxonomy'] ?? '');
        } elseif ($table === 'comments') {
            $comment = get_comment($id);
            $comment instanceof \WP_Comment ? $this->comments->after_insert($id, $comment) : $this->anything($table);
        } elseif ($table === 'users') {
            $this->users->after_insert(null, new \WP_User($id), false);
        }
    }

    private function option(string $name): void
    {
        $this->options->before_update($name, get_option($name), null);
        $this->transients->before_update($name);
        $this->transients->before_add($name);
    }

    private function anything(string $table): void
    {
        PurgeQueue::of_site()->expect("sql:{$table}", static fn(): Change => new SiteChange("table {$table}"), SiteChange::TAGS);
    }

    private static function forget(string $table, ?WrittenRows $rows): void
    {
        [$group, $column] = self::MEMORY[$table] ?? ['', ''];
        foreach ($rows?->written() ?? [] as $row) {
            if (isset($row[$column])) {
                wp_cache_delete($row[$column], $group);
            }
            foreach ($table === 'term_relationships' ? get_taxonomies() : [] as $taxonomy) {
                wp_cache_delete($row['object_id'] ?? '', "{$taxonomy}_relationships");
            }
        }
        $moved = $table === 'term_taxonomy' ? array_column($rows?->written() ?? [], 'taxonomy') : [];
        foreach ($table === 'term_taxonomy' && $moved === [] ? get_taxonomies() : array_unique(array_filter($moved, is_string(...))) as $taxonomy) {
            // Which term lies below which is kept in an option.
            clean_taxonomy_cache($taxonomy);
        }
        if (isset(self::QUERIES[$table])) {
            wp_cache_set_last_changed(self::QUERIES[$table]);
        }
        if ($table === 'options') {
            wp_cache_delete_multiple(['alloptions', 'notoptions'], 'options');
        }
    }

    /** @return list<string> */
    private static function taxonomies(int $term): array
    {
        $database = Database::connection();

        return array_values(array_filter($database->get_col((string) $database->prepare('SELECT taxonomy FROM %i WHERE term_id = %d', $database->term_taxonomy, $term)), is_string(...)));
    }
}
