<?php

/** One record of the purge log. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class LogRecord
{
    /**
     * @param int $end position right behind the record
     * @param int $time Unix seconds; of suspicions and expiries
     * @param list<string> $ids its own id (suspect), those it settles (purge), or the position at which it was first said (expire)
     * @param list<string> $tags tag hashes
     */
    public function __construct(
        public readonly RecordKind $kind,
        public readonly int $end,
        public readonly int $time = 0,
        public readonly array $ids = [],
        public readonly array $tags = [],
    ) {}

    /** @param array<array-key, true> $hashes of a page's tags, see TagHash::set() */
    public function hits(array $hashes): bool
    {
        if ($this->kind === RecordKind::Unreadable) {
            return true;
        }
        foreach ($this->tags as $tag) {
            if (isset($hashes[$tag])) {
                return true;
            }
        }

        return false;
    }

    /** Pages from before this position are meant; an expiry that a sweep has repeated keeps the position that it had. */
    public function position(): int
    {
        return $this->kind === RecordKind::Expire && $this->ids !== [] ? (int) $this->ids[0] : $this->end;
    }

    /**
     * Whether the process behind a suspicion must be dead. A time in the future means that the clock was set back:
     * its age is unknown, so it counts as dead too.
     */
    public function is_abandoned(int $now): bool
    {
        return $this->kind === RecordKind::Suspect && abs($now - $this->time) > Suspicion::EXPIRES_AFTER;
    }
}
