<?php

/** Rows of a plugin's table that were written: the questions that may see them are looked at (Lists\ChangedLists). */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Tags\BusyTables;
use DynamicCache\Tags\OwnTables;
use DynamicCache\Tags\SqlTables;

final class TableChange implements Change
{
    /** More places than this are looked at as all of them. */
    private const MAX_TAGS = 200;

    /** More statements than this count as one that may write anything. */
    private const MAX_STATEMENTS = 50;

    /** @var list<WrittenRows>|null null: whichever */
    private ?array $rows = [];

    public function __construct(private readonly string $table) {}

    /** @param WrittenRows|null $rows of one more statement; null: whichever */
    public function add(?WrittenRows $rows): void
    {
        $this->rows = $rows === null || $this->rows === null || count($this->rows) >= self::MAX_STATEMENTS ? null : [...$this->rows, $rows];
    }

    public function tags(array $inUse): array
    {
        $isVisit = BusyTables::is_visit();
        if (!isset($inUse[OwnTables::facet($this->table)]) || ($isVisit && BusyTables::is_busy($this->table))) {
            return [];
        }
        if ($isVisit && BusyTables::count($this->table)) {
            return [OwnTables::all($this->table)];
        }
        $rows = $this->rows === null ? null : array_merge([], ...array_map(static fn(WrittenRows $rows): array => $rows->all(), $this->rows));
        if ($rows === []) {
            return [];
        }
        $prefix = OwnTables::column($this->table, '');
        $columns = array_map(
            static fn(string $facet): string => substr($facet, strlen($prefix)),
            array_filter(array_map(strval(...), array_keys($inUse)), static fn(string $facet): bool => str_starts_with($facet, $prefix)),
        );
        $places = $rows === null ? null : self::places($rows, array_values($columns));
        if ($places === null || count($places) > self::MAX_TAGS) {
            return [OwnTables::any($this->table)];
        }

        return [OwnTables::bucket($this->table, null), ...array_map(fn(array $place): string => OwnTables::bucket($this->table, $place), $places)];
    }

    public function from_now(): ?Change
    {
        return null;
    }

    public function cause(): string
    {
        return "table {$this->table}";
    }

    /**
     * @param list<array<string, string|null>> $rows
     * @param list<string> $columns by which questions are told apart
     *
     * @return list<array{string, string}>|null column and value; null: nobody can say
     */
    private static function places(array $rows, array $columns): ?array
    {
        $places = [];
        foreach ($rows as $row) {
            foreach ($columns as $column) {
                if (!array_key_exists($column, $row)) {
                    return null;
                }
                $spellings = $row[$column] === null ? [] : SqlTables::spellings($row[$column]);
                if ($spellings === null) {
                    return null;
                }
                foreach ($spellings as $value) {
                    $places["{$column} {$value}"] = [$column, $value];
                }
            }
        }

        return array_values($places);
    }
}
