<?php

/**
 * Questions of plugins for tables of their own. Nobody tells what is in such a table, so each question is written down
 * with its answer, as queries for posts are: when something is written to the table, those that may see it are asked
 * again, and the pages go that show another answer.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Tables;

use DynamicCache\Database;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\Records\ListRecords;
use DynamicCache\Tags\Records\ListRow;
use DynamicCache\Tags\Records\NewRows;
use DynamicCache\Tags\Sql\SqlMarks;
use DynamicCache\Tags\Sql\SqlTables;
use DynamicCache\Tags\Tag;

final class SqlAnswers
{
    /** A page with more questions than this is not worth the bookkeeping. */
    private const MAX_QUESTIONS = 60;

    /** Longest statement that is written down, in bytes. */
    private const MAX_BYTES = 8192;

    /** @var array{string, string}|null statement that is under way, and what asked it */
    private ?array $open = null;

    /** @var array<string, array{string, SqlResult|null, string}> statement, its answer, what asked it */
    private array $asked = [];

    /** @param ListRecords|null $records null: nothing is written down */
    public function __construct(
        private readonly PageTags $page,
        private readonly ?ListRecords $records,
    ) {}

    /**
     * @param string $sql with `%` as it is
     *
     * @return bool whether it is one for a table of a plugin
     */
    public function expect(string $sql): bool
    {
        // Most statements of plugins are about core's tables.
        $isOwn = OwnTables::read_by(SqlMarks::of($sql)) !== [];
        if ($isOwn) {
            $this->open = [$sql, $this->page->source()];
        }

        return $isOwn;
    }

    /** Before anything else is asked, and before anybody can have changed the rows for long. */
    public function take(): void
    {
        if ($this->open === null) {
            return;
        }
        [$sql, $source] = $this->open;
        $this->open = null;
        $database = Database::connection();
        $isAnswered = $database->last_query !== null && $database->remove_placeholder_escape($database->last_query) === $sql && $database->last_error === '' && is_array($database->last_result);
        $result = $isAnswered ? SqlResult::of($database->last_result) : null;
        $this->asked[$sql . "\n" . $result?->hash()] = [$sql, $result, $source];
    }

    /** At the end of the render: writes down the questions with their answers, and tags the page. */
    public function finish(): void
    {
        $this->take();
        $asked = array_values($this->asked);
        $this->asked = [];
        foreach (array_unique(array_merge([], ...array_map(static fn(array $one): array => OwnTables::read_by(SqlMarks::of($one[0])), $asked))) as $table) {
            if (BusyTables::is_busy($table)) {
                $this->page->expire_at(time() + BusyTables::LIFE);
            }
        }
        $rows = [];
        foreach ($asked as [$sql, $result, $source]) {
            $marks = SqlMarks::of($sql);
            $row = $result === null ? null : self::row($sql, $marks, $result);
            $isWorthwhile = $this->records !== null && $row !== null && count($rows) < self::MAX_QUESTIONS && strlen($sql) <= self::MAX_BYTES && SqlTables::is_repeatable($marks);
            if ($isWorthwhile) {
                $rows[] = [$row, $source];
            } else {
                $this->broad($marks, $source);
            }
        }
        if ($this->records !== null && $rows !== []) {
            $this->record($this->records, $rows);
        }
    }

    /** @param non-empty-list<array{ListRow, string}> $rows */
    private function record(ListRecords $records, array $rows): void
    {
        $isWritten = NewRows::write($records, ...array_column($rows, 0));
        foreach ($rows as [$row, $source]) {
            if ($isWritten) {
                $this->page->add_from($source, Tag::query($row->hash), ...$row->tags);
                $this->note($row);
            } else {
                $this->broad(SqlMarks::of($row->request), $source);
            }
        }
    }

    private function note(ListRow $row): void
    {
        foreach ($row->facets as $facet) {
            if ($facet !== SqlResult::FACET) {
                $this->page->rare($facet);
            }
        }
    }

    /** The page goes with every change of rows that it may look at. */
    private function broad(SqlMarks $marks, string $source): void
    {
        $tables = OwnTables::read_by($marks);
        $places = SqlTables::places($marks);
        foreach ($tables as $table) {
            foreach ([OwnTables::facet($table), ...OwnTables::of_places($table, $places)] as $facet) {
                $this->page->rare($facet);
            }
            $this->page->add_from($source, OwnTables::all($table), OwnTables::any($table), ...OwnTables::buckets($table, $places));
        }
    }

    private static function row(string $sql, SqlMarks $marks, SqlResult $result): ListRow
    {
        $tables = OwnTables::read_by($marks);
        $places = SqlTables::places($marks);
        $facets = [...array_map(OwnTables::facet(...), $tables), ...OwnTables::of_places($tables[0] ?? '', $places)];

        return new ListRow(
            substr(hash('sha256', $sql . "\nanswer"), 0, 32),
            $result->hash(),
            '',
            array_merge([], ...array_map(static fn(string $table): array => OwnTables::buckets($table, $places), $tables)),
            [...$facets, SqlResult::FACET],
            array_map(OwnTables::all(...), $tables),
            $sql,
            [],
        );
    }
}
