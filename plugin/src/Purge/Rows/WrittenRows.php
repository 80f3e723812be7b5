<?php

/**
 * The rows that a statement writes, as they were before and as they are afterwards: in each column the value that the
 * database holds or was given, null for NULL; columns of which that is not known are left out.
 */

declare(strict_types=1);

namespace DynamicCache\Purge\Rows;

use DynamicCache\Database;
use DynamicCache\QuietDatabase;
use DynamicCache\Tags\Sql\SqlWrite;

final class WrittenRows
{
    /** Of the row that was added last. */
    private int $id = 0;

    /**
     * @param list<array<string, string|null>> $new as far as the statement says
     * @param list<array<string, string|null>> $old that were there
     * @param list<array<string, string|null>> $after what becomes of these, with
     * @param array<string, string|null> $values that they are given
     * @param list<string>|null $updated columns in which these are others now; null: none is known to differ
     */
    private function __construct(
        private readonly string $table,
        private readonly array $new,
        private readonly array $old,
        private readonly array $after = [],
        private readonly array $values = [],
        private readonly ?array $updated = null,
    ) {}

    /**
     * Must be asked before the statement runs. Null: they cannot be known, or are too many.
     *
     * @param list<string> $columns that are worth knowing of rows that are there; none: all
     */
    public static function by(string $table, SqlWrite $write, array $columns = [], int $most = SqlWrite::MAX_ROWS): ?self
    {
        if ($write->rows !== null) {
            $replaced = $write->updated === [] ? [] : self::replaced($table, $write->rows, $most);

            return $replaced === null ? null : new self($table, $write->rows, $replaced, updated: $write->updated);
        }
        $before = $write->where === null ? null : self::found($table, $write->where, $columns, $most);
        if ($before === null) {
            return null;
        }
        [$rows, $changed] = [[], []];
        foreach ($before as $row) {
            $after = $write->values === null ? null : array_diff_key([...$row, ...$write->values], array_fill_keys($write->computed, true));
            if ($write->computed !== [] || $after !== $row) {
                $rows[] = $row;
                array_push($changed, ...($after === null ? [] : [$after]));
            }
        }

        return new self($table, [], $rows, $changed, $write->values ?? []);
    }

    /** Right after the statement has run: the id that the database gave to the new row. */
    public function keep_id(): void
    {
        $this->id = $this->new !== [] ? Database::connection()->insert_id : 0;
    }

    /** The id that the database gave to the one new row; 0: there is none, or nobody knows. */
    public function id(): int
    {
        return count($this->new) === 1 ? $this->id : 0;
    }

    /** Whether the statement puts rows there, instead of changing or deleting those that it finds. */
    public function are_new(): bool
    {
        return $this->new !== [];
    }

    /** @return list<array<string, string|null>> as far as the statement and what was there say */
    public function written(): array
    {
        return [...$this->new, ...$this->old, ...$this->after];
    }

    /** Whether any row is another one, as far as anybody can say beforehand. */
    public function differ(): bool
    {
        return $this->new !== [] || $this->old !== [];
    }

    /**
     * Under which values of a column questions may see one of them.
     *
     * @param array<string, bool> $columns by which questions are told apart → whether words are asked for
     *
     * @return list<array{string, string}>|null column and value; null: nobody can say
     */
    public function places(array $columns): ?array
    {
        $kinds = TableColumns::of($this->table)->kinds;
        $places = [];
        foreach ($this->states() as [$row, $given]) {
            foreach ($columns as $column => $isForWords) {
                $kind = $kinds[$column] ?? null;
                $spellings = $kind === null || !array_key_exists($column, $row) ? null : $kind->spellings($row[$column], array_key_exists($column, $given));
                if ($kind === null || $spellings === null || ($isForWords && $kind->is_number() && in_array('0', $spellings, true))) {
                    return null;
                }
                foreach ($spellings as $value) {
                    $places["{$column} {$value}"] = [$column, $value];
                }
            }
        }

        return array_values($places);
    }

    /** @return list<array{array<string, string|null>, array<string, string|null>}> rows, each with what it is given */
    private function states(): array
    {
        $columns = TableColumns::of($this->table);
        $updated = array_fill_keys($this->updated ?? [], true);
        $computed = array_fill_keys($columns->computed, true);
        $rows = array_map(static fn(array $row): array => [$row, []], $this->old);
        foreach ($this->after as $row) {
            $rows[] = [array_diff_key($row, $computed), $this->values];
        }
        foreach ($this->new as $row) {
            $isCounted = $columns->counting !== null && in_array($row[$columns->counting] ?? '', ['', '0'], true);
            $said = $isCounted ? array_diff_key($row, [$columns->counting => true]) : $row;
            $rows[] = [[...$columns->defaults, ...($isCounted ? $this->given($columns->counting) : []), ...$said], $said];
        }
        // What becomes of those that were there, or of one that another one of the same statement brought.
        foreach ($updated === [] ? [] : [...$this->old, ...(count($this->new) > 1 ? $this->new : [])] as $row) {
            $rows[] = [array_diff_key($row, $updated, $computed), []];
        }

        return $rows;
    }

    /** @return array<string, string> */
    private function given(string $column): array
    {
        return $this->id > 0 && count($this->new) === 1 ? [$column => (string) $this->id] : [];
    }

    /**
     * The rows that have a key in common with new ones.
     *
     * @param list<array<string, string|null>> $rows
     *
     * @return list<array<string, string|null>>|null null: nobody can say
     */
    private static function replaced(string $table, array $rows, int $most): ?array
    {
        $columns = TableColumns::of($table);
        $conditions = [];
        foreach ($rows as $row) {
            $row += $columns->defaults;
            foreach ($columns->keys as $key) {
                $values = array_intersect_key($row, array_fill_keys($key, true));
                if (count($values) === count($key)) {
                    // NULL is like no other value, not even like another NULL.
                    $conditions[] = in_array(null, $values, true) ? '1 = 0' : self::condition($values);
                } elseif (!in_array($columns->counting, $key, true)) {
                    return null;
                }
            }
        }

        return $columns->keys === [] ? null : ($conditions === [] ? [] : self::found($table, implode(' OR ', $conditions), [], $most));
    }

    /** @param array<string, string|null> $values */
    private static function condition(array $values): string
    {
        $database = Database::connection();
        $parts = array_map(static fn(string $column, ?string $value): string => (string) $database->prepare('%i = %s', $column, (string) $value), array_keys($values), $values);

        return '( ' . implode(' AND ', $parts) . ' )';
    }

    /**
     * The rows that are there.
     *
     * @param string $where as SQL
     * @param list<string> $columns none: all
     *
     * @return list<array<string, string|null>>|null null: they cannot be asked for, or are too many
     */
    public static function found(string $table, string $where, array $columns, int $most): ?array
    {
        return QuietDatabase::ask(static function () use ($table, $where, $columns, $most): ?array {
            $database = Database::connection();
            $limit = $most + 1;
            $names = $columns === [] ? '*' : $database->prepare(implode(', ', array_fill(0, count($columns), '%i')), ...$columns);
            // The condition is the one of the statement that is about to run.
            $rows = $database->get_results("SELECT DISTINCT {$names} " . (string) $database->prepare('FROM %i WHERE ', $table) . $where . " LIMIT {$limit}", 'ARRAY_A'); // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared
            if ($database->last_error !== '' || count($rows) >= $limit) {
                return null;
            }

            return array_map(self::row(...), $rows);
        });
    }

    /**
     * @param array<mixed> $row
     *
     * @return array<string, string|null>
     */
    private static function row(array $row): array
    {
        $values = [];
        foreach ($row as $column => $value) {
            $values[strtolower((string) $column)] = is_scalar($value) ? (string) $value : null;
        }

        return $values;
    }
}
