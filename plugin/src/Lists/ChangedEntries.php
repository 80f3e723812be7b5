<?php

/**
 * From entries of the object cache that were written to the pages that were handed another value. No page is missed for
 * the reason that ChangedLists has, with one step more: nobody suspects anything before an entry is written, so a render
 * compares what it was handed once more when its rows are there (Tags\ObjectCache\KeptEntries).
 */

declare(strict_types=1);

namespace DynamicCache\Lists;

use DynamicCache\Tags\ObjectCache\KeptEntry;

final class ChangedEntries
{
    /** @param \Closure(KeptEntry): mixed $read what every request sees in the object cache now; false: nothing */
    public function __construct(
        private readonly ListTable $table,
        private readonly \Closure $read,
    ) {}

    public static function of_site(): self
    {
        return new self(DatabaseListTable::of_site(), static fn(KeptEntry $entry): mixed => wp_cache_get($entry->key, $entry->group, true));
    }

    /**
     * Those with another value than pages were handed.
     *
     * @return array<string, string>|null hash → its value now, for ListTable::forget(); null: nobody can say
     */
    public function among(KeptEntry ...$entries): ?array
    {
        return $entries === [] ? [] : $this->compared(array_map(static fn(KeptEntry $entry): string => $entry->bucket(), array_values($entries)));
    }

    /** @return array<string, string>|null the same of all that pages were handed */
    public function all(): ?array
    {
        $changed = [];
        foreach (KeptEntry::parts() as $part) {
            $found = $this->compared([$part]);
            if ($found === null) {
                return null;
            }
            $changed += $found;
        }

        return $changed;
    }

    /** @param array<string, string> $changed as among() has them, when their tags are under suspicion */
    public function forget(array $changed): void
    {
        $this->table->forget($changed);
    }

    /**
     * @param list<string> $buckets
     *
     * @return array<string, string>|null
     */
    private function compared(array $buckets): ?array
    {
        $rows = $this->table->in_buckets($buckets);
        $values = [];
        $changed = [];
        foreach ($rows ?? [] as $row) {
            $entry = KeptEntry::of_row($row);
            if ($entry !== null) {
                $value = $values[$row->hash] ??= KeptEntry::value(($this->read)($entry));
                if ($value !== $row->result) {
                    $changed[$row->hash] = $value;
                }
            }
        }

        return $rows === null ? null : $changed;
    }
}
