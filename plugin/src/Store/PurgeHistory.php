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

    /** @param list<LogRecord> $records in their order */
    public function __construct(private readonly array $records)
    {
        foreach ($records as $record) {
            if ($record->kind === RecordKind::Suspect) {
                $this->open[$record->ids[0] ?? ''] = $record;
            } elseif ($record->kind === RecordKind::Purge) {
                foreach ($record->ids as $id) {
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
     * Why a page whose fill began at a position must not be stored, or null. Stricter than verdict(): suspicions that
     * were open before the fill began count too, because the render may have seen the state before the change.
     *
     * @param array<array-key, true> $hashes of the page's tags
     */
    public function refusal(array $hashes, int $position, int $now): ?Reason
    {
        if ($this->is_purged($hashes, $position) || $this->is_fenced($position)) {
            return Reason::PurgedDuringFill;
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
