<?php

/**
 * Entries of plugins that a render was handed by the object cache, and did not put there itself. Each is written down
 * with its value, as questions for a plugin's table are with their answer: when it is written, it is compared, and the
 * pages go that were handed another value (Lists\ChangedEntries).
 */

declare(strict_types=1);

namespace DynamicCache\Tags\ObjectCache;

use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\Records\ListRecords;
use DynamicCache\Tags\Records\ListRow;
use DynamicCache\Tags\Records\NewRows;
use DynamicCache\Tags\Tables\BusyTables;
use DynamicCache\Tags\Tag;

final class KeptEntries
{
    /** A page with more of them is not worth the bookkeeping. */
    private const MAX_ENTRIES = 100;

    /** @var array<string, array{KeptEntry, string, string}> hash → entry, its value, what asked for it */
    private array $read = [];

    /** Something was read that cannot be written down. */
    private bool $isBeyond = false;

    private bool $isOfRequest = true;

    /** @param ListRecords|null $records null: nothing is written down */
    public function __construct(
        private readonly PageTags $page,
        private readonly ?ListRecords $records,
        private readonly KeptWrites $writes,
    ) {}

    /** Entries of another site of the network are not those that its key names here. */
    public function watch(PageTags $page): void
    {
        $this->isOfRequest = $page === $this->page;
    }

    public function heard(mixed $key, mixed $group, mixed $value): void
    {
        $entry = KeptEntry::of($key, $group);
        if ($entry === null || isset($this->read[$hash = $entry->hash()]) || $this->writes->has($entry)) {
            return;
        }
        if (count($this->read) >= self::MAX_ENTRIES || !$this->isOfRequest) {
            $this->isBeyond = true;

            return;
        }
        $this->read[$hash] = [$entry, KeptEntry::value($value), $this->page->source()];
    }

    /** @param \Closure(int|string, string): mixed $read what other requests see in the object cache now */
    public function finish(\Closure $read): void
    {
        $rows = [];
        foreach ($this->read as [$entry, $value, $source]) {
            $row = $this->writes->has($entry) ? null : $entry->row($value);
            if ($row === null) {
                // Read and written in one go is a count of visits, mostly: it would be another one at once.
                $this->isBeyond = true;
            } else {
                $rows[] = [$entry, $row, $source];
            }
        }
        if ($rows !== []) {
            $this->record($rows, $read);
        }
        if ($this->isBeyond) {
            $this->page->expire_at(time() + BusyTables::LIFE);
        }
    }

    /**
     * @param non-empty-list<array{KeptEntry, ListRow, string}> $rows
     * @param \Closure(int|string, string): mixed $read
     */
    private function record(array $rows, \Closure $read): void
    {
        if ($this->records === null || !NewRows::write($this->records, ...array_column($rows, 1))) {
            $this->isBeyond = true;

            return;
        }
        foreach ($rows as [$entry, $row, $source]) {
            $this->page->add_from($source, Tag::query($row->hash));
            // Whoever wrote it before the row was there did not find this page.
            if (KeptEntry::value($read($entry->key, $entry->group)) !== $row->result) {
                $this->page->refuse();
            }
        }
    }
}
