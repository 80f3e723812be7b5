<?php

/**
 * What the purge log says about a page, decided without any I/O: the rule by which nothing old is served, shared by
 * all stores. Order is the position in the log; clocks decide only how old a suspicion is.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Reason;

final class PurgeHistory
{
    /** @var array<array-key, LogRecord> suspicions that nothing has settled, by id */
    private array $open = [];

    /** @var list<array{LogRecord, int}> suspicions after which something was purged, each with the end of that record */
    private array $settled = [];

    /** @param list<LogRecord> $records in their order */
    public function __construct(private readonly array $records)
    {
        foreach ($records as $record) {
            if ($record->kind === RecordKind::Suspect) {
                $this->open[$record->ids[0] ?? ''] = $record;
            } elseif ($record->kind === RecordKind::Purge) {
                foreach ($record->ids as $id) {
                    if (isset($this->open[$id]) && $record->tags !== []) {
                        $this->settled[] = [$this->open[$id], $record->end];
                    }
                    unset($this->open[$id]);
                }
            }
        }
    }

    /**
     * Why a page that was rendered at a position must not be served, or null.
     *
     * @param array<array-key, true> $hashes of the page's tags
     */
    public function verdict(array $hashes, int $position, int $now): ?Reason
    {
        return $this->is_purged($hashes, $position) ? Reason::Purged : $this->suspicion($hashes, $position, $now);
    }

    /**
     * Why a page whose fill began at a position must not be stored, or null. Stricter than verdict(), because the render
     * may have seen the state before a change: suspicions that were open before the fill began count too, and so do
     * those that ended in a purge while it ran, even of other tags. What the purge took out was chosen among the pages
     * that were known then; whoever chose could not know this one.
     *
     * @param array<array-key, true> $hashes of the page's tags
     */
    public function refusal(array $hashes, int $position, int $now): ?Reason
    {
        if ($this->is_purged($hashes, $position) || $this->is_fenced($position)) {
            return Reason::PurgedDuringFill;
        }
        foreach ($this->settled as [$suspicion, $end]) {
            if ($end > $position && $suspicion->hits($hashes)) {
                return Reason::Suspect;
            }
        }

        return $this->suspicion($hashes, -1, $now) === null ? null : Reason::Suspect;
    }

    /**
     * Open suspicions whose process died.
     *
     * @return list<LogRecord>
     */
    public function abandoned(int $now): array
    {
        return array_values(array_filter($this->open, static fn(LogRecord $record) => $record->is_abandoned($now)));
    }

    /**
     * Open suspicions that end at or before a position.
     *
     * @return list<LogRecord>
     */
    public function open_until(int $position): array
    {
        return array_values(array_filter($this->open, static fn(LogRecord $record) => $record->end <= $position));
    }

    /**
     * What a reader gets: the page, or why not. One whose time is over comes with its miss only when nothing that it
     * shows has changed, so that it may be shown all the same (Page::may_be_stale()).
     *
     * @param int $position of the render
     */
    public function judge(Page $page, int $position, int $now): Page|Miss
    {
        $hashes = TagHash::set($page->tags);
        $reason = $this->verdict($hashes, $position, $now);
        if ($reason !== null) {
            return new Miss($reason, $page);
        }
        $expiry = $this->expiry($hashes, $position);
        $page = $expiry === null ? $page : $page->expired_at(min($expiry->time, $now));

        return $page->is_expired($now) ? new Miss(Reason::Expired, $page) : $page;
    }

    /**
     * The soft purge that ended the time of a page rendered at a position. The first one counts, so that the next does
     * not prolong how long the page may still be shown.
     *
     * @param array<array-key, true> $hashes of the page's tags
     */
    public function expiry(array $hashes, int $position): ?LogRecord
    {
        $first = null;
        foreach ($this->records as $record) {
            $isHit = $record->kind === RecordKind::Expire && $record->position() > $position && $record->hits($hashes);
            if ($isHit && ($first === null || $record->position() < $first->position())) {
                $first = $record;
            }
        }

        return $first;
    }

    /** @param array<array-key, true> $hashes */
    private function is_purged(array $hashes, int $position): bool
    {
        foreach ($this->records as $record) {
            $purges = $record->kind === RecordKind::Purge || $record->kind === RecordKind::Unreadable;
            if ($purges && $record->end > $position && $record->hits($hashes)) {
                return true;
            }
        }

        return false;
    }

    private function is_fenced(int $position): bool
    {
        foreach ($this->records as $record) {
            if ($record->kind === RecordKind::Fence && $record->end > $position) {
                return true;
            }
        }

        return false;
    }

    /** @param array<array-key, true> $hashes */
    private function suspicion(array $hashes, int $position, int $now): ?Reason
    {
        $reason = null;
        foreach ($this->open as $record) {
            if ($record->end > $position && $record->hits($hashes)) {
                if ($record->is_abandoned($now)) {
                    return Reason::Purged;
                }
                $reason = Reason::Suspect;
            }
        }

        return $reason;
    }
}
