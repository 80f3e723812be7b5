<?php

/** The table in an array. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Lists;

use DynamicCache\Lists\ListTable;
use DynamicCache\Tags\Records\KnownList;
use DynamicCache\Tags\Records\ListRow;

final class MemoryListTable implements ListTable
{
    /** @var array<string, array{row: ListRow, seen: int}> */
    private array $rows = [];

    public function __construct(public int $now) {}

    public function known(array $hashes): array
    {
        $known = [];
        foreach ($this->rows as ['row' => $row, 'seen' => $seen]) {
            if (in_array($row->hash, $hashes, true) && $seen > $this->now - 86_400) {
                $known[$row->hash] = new KnownList(["{$row->result} {$row->window}" => true] + ($known[$row->hash]->results ?? []), $row->facets, $row->tags);
            }
        }

        return $known;
    }

    public function add(ListRow ...$rows): bool
    {
        foreach ($rows as $row) {
            $this->rows["{$row->hash} {$row->result} {$row->window}"] = ['row' => $row, 'seen' => $this->now];
        }

        return true;
    }

    public function in_buckets(array $buckets): array
    {
        return $this->those(static fn(ListRow $row): bool => array_intersect($row->buckets, $buckets) !== []);
    }

    public function reading(array $facets): array
    {
        return $this->those(static fn(ListRow $row): bool => array_diff($facets, $row->facets) === []);
    }

    public function forget(array $results): void
    {
        $this->rows = array_filter($this->rows, static fn(array $entry): bool => !isset($results[$entry['row']->hash]) || $results[$entry['row']->hash] === $entry['row']->result);
    }

    public function prune(int $before): void
    {
        $this->rows = array_filter($this->rows, static fn(array $entry): bool => $entry['seen'] >= $before);
    }

    public function overdue(int $most): array
    {
        $rows = $this->rows;
        uasort($rows, static fn(array $one, array $other): int => [$one['seen'], $one['row']->hash] <=> [$other['seen'], $other['row']->hash]);

        return array_values(array_unique(array_map(static fn(array $entry): string => $entry['row']->hash, array_slice($rows, 0, max(0, count($rows) - $most)))));
    }

    /**
     * @param \Closure(ListRow): bool $is
     *
     * @return list<ListRow>
     */
    private function those(\Closure $is): array
    {
        return array_values(array_filter(array_map(static fn(array $entry): ListRow => $entry['row'], $this->rows), $is));
    }
}
