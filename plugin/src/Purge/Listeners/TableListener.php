<?php

/**
 * Sees SQL that writes to tables of plugins. Core has no hook for what is in them; every statement passes the filter
 * `query`, right before it runs.
 */

declare(strict_types=1);

namespace DynamicCache\Purge\Listeners;

use DynamicCache\Database;
use DynamicCache\Feature;
use DynamicCache\Purge\Change;
use DynamicCache\Purge\Changes\TableChange;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\Rows\TableColumns;
use DynamicCache\Purge\Rows\WrittenRows;
use DynamicCache\QuietDatabase;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\SharedTables;
use DynamicCache\Tags\Sql\SqlWrite;
use DynamicCache\Tags\Tables\BusyTables;
use DynamicCache\Tags\Tables\OwnTables;

final class TableListener implements Feature
{
    /** @var array<string, TableChange> site and table → what is to be flushed next, or was last */
    private array $changes = [];

    private ?WrittenRows $latest = null;

    private bool $isAsking = false;

    public function __construct(private readonly CoreTables $core) {}

    public function boot(): void
    {
        add_filter('query', $this->before(...), PHP_INT_MAX);
    }

    private function before(mixed $sql): mixed
    {
        if ($this->isAsking || !is_string($sql) || stripos($sql, 'last_insert_id') === false) {
            return $this->isAsking ? $sql : $this->heard($sql);
        }
        // A flush writes rows of ours; the statement means the row that its own plugin wrote last.
        $id = $this->asked('SELECT LAST_INSERT_ID()');
        $this->heard($sql);
        if ($id !== null && ctype_digit($id)) {
            $this->asked("SELECT LAST_INSERT_ID({$id})");
        }

        return $sql;
    }

    private function asked(string $sql): ?string
    {
        $this->isAsking = true;
        try {
            $value = QuietDatabase::ask(static fn(): ?string => Database::connection()->get_var($sql));
        } finally {
            $this->isAsking = false;
        }

        return $value;
    }

    private function heard(mixed $sql): mixed
    {
        $this->after();
        // Nearly all are questions, or ours.
        if (is_string($sql) && preg_match('/^\s*S/i', $sql) !== 1 && !str_contains($sql, '`' . Database::table('')) && SqlWrite::is_one($sql)) {
            $write = SqlWrite::of($sql);
            if ($write !== null && is_multisite()) {
                Database::aside(fn() => $this->elsewhere($write));
            }
            $latest = $this->written($write);
            $isOfCore = $write !== null && $this->core->before($write);
            $this->latest = $latest;
            if ($latest !== null || $isOfCore) {
                PurgeQueue::of_site()->afterwards($this->after(...));
            }
        }

        return $sql;
    }

    /** Right after a statement that writes, as soon as anybody asks for anything. */
    private function after(): void
    {
        $latest = $this->latest;
        $this->latest = null;
        $latest?->keep_id();
        $this->core->after();
    }

    /** On other sites of the network whose pages show what is in the table. */
    private function elsewhere(SqlWrite $write): void
    {
        foreach ($write->tables as $table) {
            foreach (SharedTables::readers(OwnTables::facet($table)) as $site) {
                switch_to_blog($site);
                if (OwnTables::is_own($table)) {
                    $this->expect($table, count($write->tables) === 1 ? $write : null);
                }
                restore_current_blog();
            }
        }
    }

    /** The rows that its latest one knows of. */
    private function written(?SqlWrite $write): ?WrittenRows
    {
        $tables = $write === null ? [] : array_values(array_filter($write->tables, OwnTables::is_own(...)));
        foreach ($write === null || count($tables) === 1 ? [] : $tables as $table) {
            $this->expect($table, null);
        }

        return $write !== null && count($tables) === 1 ? $this->expect($tables[0], count($write->tables) === 1 ? $write : null) : null;
    }

    /** @param SqlWrite|null $write null: nobody can say which rows */
    private function expect(string $table, ?SqlWrite $write): ?WrittenRows
    {
        if ($write === null || ($write->rows === null && $write->where === null)) {
            TableColumns::forget($table);
        }
        $isNoted = RareFacet::is_noted(OwnTables::facet($table)) && !(BusyTables::is_busy($table) && BusyTables::is_visit());
        $name = get_current_blog_id() . ":{$table}";

        return Database::aside(function () use ($table, $write, $isNoted, $name): ?WrittenRows {
            PurgeQueue::of_site()->expect(
                "table:{$table}",
                fn(): Change => $this->changes[$name] = new TableChange($table),
                $isNoted ? [OwnTables::all($table)] : [],
            );
            // What this request does not know to be read is looked up at the flush.
            $rows = $isNoted && $write !== null ? WrittenRows::by($table, $write) : null;
            $this->changes[$name]->add($rows);

            return $rows;
        });
    }
}
