<?php

/**
 * The queries for posts that stored pages show, as somebody who changes something looks them up. The rules by which no
 * page is missed: a row is written before its page is stored; it is read while those pages are under suspicion; and it
 * is taken out before their tag is purged (ChangedLists). Both adapters pass tests/WordPress/Lists/ListTableTestCase.
 */

declare(strict_types=1);

namespace DynamicCache\Lists;

use DynamicCache\Tags\Records\ListRecords;
use DynamicCache\Tags\Records\ListRow;

interface ListTable extends ListRecords
{
    /** Rows of one look-up; a change that concerns more is dealt with by type. */
    public const MAX_ROWS = 5000;

    /**
     * @param list<string> $buckets
     *
     * @return list<ListRow>|null null: they cannot be read, or are more than MAX_ROWS
     */
    public function in_buckets(array $buckets): ?array;

    /**
     * @param list<string> $facets all of which a row reads
     *
     * @return list<ListRow>|null null: they cannot be read, or are more than MAX_ROWS
     */
    public function reading(array $facets): ?array;

    /**
     * Takes out what is known of these queries.
     *
     * @param array<string, string> $results hash → the result that may stay, or empty
     */
    public function forget(array $results): void;

    /**
     * Takes out what no page shows any more.
     *
     * @param int $before Unix seconds; no page is as old as that
     */
    public function prune(int $before): void;

    /**
     * What has not been seen for longest of more rows than there may be. Pages may show it: suspect, forget, then purge.
     *
     * @param int $most rows
     *
     * @return list<string> hashes
     */
    public function overdue(int $most): array;
}
