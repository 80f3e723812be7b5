<?php

/**
 * Where a render writes down the queries for posts whose results it shows. Lists\ListTable is the other side, at which
 * a change looks up which of them it changes.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Records;

interface ListRecords
{
    /**
     * What was written down not long ago. What was not is written down again, so that it is known to be in use.
     *
     * @param list<string> $hashes of queries
     *
     * @return array<string, KnownList>|null by hash; null: they cannot be read
     */
    public function known(array $hashes): ?array;

    /** All or nothing; false: they could not be written. */
    public function add(ListRow ...$rows): bool;
}
