<?php

/** Rows of a plugin's table that were written: the questions that may see them are looked at (Lists\ChangedLists). */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

use DynamicCache\Purge\Change;
use DynamicCache\Purge\Rows\WrittenRows;
use DynamicCache\Tags\Tables\BusyTables;
use DynamicCache\Tags\Tables\OwnTables;

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
        if ($this->rows !== null && array_filter($this->rows, static fn(WrittenRows $rows): bool => $rows->differ()) === []) {
            return [];
        }
        $places = $this->places($this->columns($inUse));
        if ($places === null || count($places) > self::MAX_TAGS) {
            return [OwnTables::any($this->table)];
        }

        return [OwnTables::bucket($this->table, null), ...array_map(fn(array $place): string => OwnTables::bucket($this->table, $place), array_values($places))];
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
     * @param array<string, true> $inUse
     *
     * @return array<string, bool> column by which questions are told apart → whether by words
     */
    private function columns(array $inUse): array
    {
        $prefix = OwnTables::column($this->table, '');
        $columns = [];
        foreach (array_map(strval(...), array_keys($inUse)) as $facet) {
            if (str_starts_with($facet, $prefix) && !str_contains(substr($facet, strlen($prefix)), '.')) {
                $column = substr($facet, strlen($prefix));
                $columns[$column] = isset($inUse[OwnTables::words($this->table, $column)]);
            }
        }

        return $columns;
    }

    /**
     * @param array<string, bool> $columns
     *
     * @return array<string, array{string, string}>|null column and value; null: nobody can say
     */
    private function places(array $columns): ?array
    {
        $places = [];
        foreach ($this->rows ?? [] as $rows) {
            $found = $rows->places($columns);
            if ($found === null) {
                return null;
            }
            foreach ($found as $place) {
                $places[implode(' ', $place)] = $place;
            }
        }

        return $this->rows === null ? null : $places;
    }
}
