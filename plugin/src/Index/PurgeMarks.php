<?php

/**
 * Marks the pages of the list that a purge put out of use, and tells the list of purges how many there were. Runs in the
 * request that purges, right behind the purge: no page can be rendered anew in between and be taken for an old one.
 */

declare(strict_types=1);

namespace DynamicCache\Index;

use DynamicCache\Database;
use DynamicCache\Install\Paths;
use DynamicCache\Purge\PageKeys;
use DynamicCache\Purge\Purged;
use DynamicCache\Purge\PurgeRecords;
use DynamicCache\Store\TagHash;

final class PurgeMarks
{
    /** Pages that are compared with a purge, in about a tenth of a second; a larger list learns from the store alone. */
    private const MAX_PAGES = 10_000;
    private const PIECE = 2000;

    /** @param int $now Unix seconds */
    public function __construct(private readonly int $now) {}

    public function mark(Purged $purged): void
    {
        $database = Database::connection();
        $showed = $database->suppress_errors();
        $standing = Standing::of_site($this->now);
        $isCounted = $standing->store !== null && $purged->token !== null && self::rows() <= self::MAX_PAGES;
        $good = $isCounted ? $this->good($standing) : null;
        if ($good !== null && $purged->everything && !$purged->isSoft) {
            $this->report($purged->record, $good, 0);
        } elseif ($good !== null) {
            $hit = $this->hit($purged, $standing);
            $purged->isSoft ? PageTable::end_time($hit, $this->now) : PageTable::mark_purged($hit, max(1, $purged->record));
            $this->report($purged->record, count($hit), $good - count($hit));
        }
        if ($purged->everything && !$purged->isSoft && $purged->token !== null) {
            Standing::remember_floor($purged->token);
        }
        $database->suppress_errors($showed);
    }

    private function report(int $record, int $refreshed, int $untouched): void
    {
        if ($record > 0) {
            PurgeRecords::counted($record, $refreshed, $untouched);
        }
    }

    private static function rows(): int
    {
        $database = Database::connection();

        return (int) $database->get_var((string) $database->prepare('SELECT COUNT(*) FROM %i', PageTable::settled()));
    }

    /** Pages that were good until now. */
    private function good(Standing $standing): ?int
    {
        $database = Database::connection();
        $number = $database->get_var((string) $database->prepare(
            'SELECT COUNT(*) FROM %i WHERE ' . Standing::VERDICT . " = 'fresh'",
            ...[PageTable::name(), ...$standing->verdict_values()],
        ));

        return $number === null ? null : (int) $number;
    }

    /** @return list<string> ids of those that carry one of the tags */
    private function hit(Purged $purged, Standing $standing): array
    {
        $pages = PageKeys::tags($purged->urls, Paths::of_wordpress()->config_file($standing->site));
        $hashes = TagHash::set([...$purged->tags, ...$pages]);
        $database = Database::connection();
        $ids = [];
        $last = '';
        do {
            $rows = $database->get_results((string) $database->prepare(
                'SELECT id, hashes FROM %i WHERE id > %s AND ' . Standing::VERDICT . " = 'fresh' ORDER BY id LIMIT %d",
                ...[PageTable::name(), $last, ...$standing->verdict_values(), self::PIECE],
            ), 'ARRAY_N');
            $rows = is_array($rows) ? $rows : [];
            foreach ($rows as $row) {
                [$id, $carried] = $row + [null, null];
                $last = is_string($id) ? $id : $last;
                if (is_string($id) && is_string($carried) && TagHashes::is_hit($carried, $hashes)) {
                    $ids[] = $id;
                }
            }
        } while (count($rows) === self::PIECE);

        return $ids;
    }
}
