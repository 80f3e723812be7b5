<?php

/**
 * Finds pages that the list calls stored and the store does not have: evicted for space, deleted by hand, or purged on a
 * day when the list could not be written. A part of the list each hour, in the order of ids.
 */

declare(strict_types=1);

namespace DynamicCache\Index;

use DynamicCache\Database;
use DynamicCache\Engine\Reason;

final class LostPages
{
    private const OPTION = 'dynamic_cache_pages_seen';

    /** About a quarter of a second on disk. */
    private const PAGES = 2000;

    /** @param int $now Unix seconds */
    public function __construct(private readonly int $now) {}

    public function find(): void
    {
        $standing = Standing::of_site($this->now);
        if ($standing->store === null) {
            return;
        }
        $last = get_option(self::OPTION);
        $rows = $this->rows(is_string($last) ? $last : '', $standing);
        $gone = $purged = [];
        foreach ($rows as $row) {
            $truth = PageTruth::of($row, $standing);
            if ($truth === Reason::Purged) {
                $purged[] = $row->id;
            } elseif (PageStatus::of($truth) === PageStatus::NotCached && $truth !== Reason::Suspect) {
                $gone[] = $row->id;
            }
        }
        PageTable::mark_purged($purged, 1);
        PageTable::mark_gone($gone);
        $end = end($rows);
        update_option(self::OPTION, $end === false || count($rows) < self::PAGES ? '' : $end->id, false);
    }

    /** @return list<PageRow> */
    private function rows(string $after, Standing $standing): array
    {
        $database = Database::connection();
        $rows = $database->get_results((string) $database->prepare(
            'SELECT ' . PageRow::COLUMNS . ", 'fresh' AS verdict FROM %i WHERE id > %s AND " . Standing::VERDICT . " = 'fresh' ORDER BY id LIMIT %d",
            ...[PageTable::settled(), $after, ...$standing->verdict_values(), self::PAGES],
        ), 'ARRAY_A');

        return array_map(PageRow::of(...), is_array($rows) ? array_values(array_filter($rows, is_array(...))) : []);
    }
}
