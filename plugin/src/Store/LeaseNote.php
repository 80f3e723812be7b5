<?php

/**
 * What one renderer of a page leaves for the next: what happened, and for how long that is worth knowing. Lost notes cost
 * a render or a wait, nothing else.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class LeaseNote
{
    /**
     * @param int $at Unix seconds
     * @param int $until Unix seconds; not over before this
     * @param int $count how often in a row; 0–65,535
     */
    public function __construct(
        public readonly LeaseNoteKind $kind,
        public readonly int $at,
        public readonly int $until,
        public readonly int $count = 0,
    ) {}

    public function is_valid(int $now): bool
    {
        return $this->at <= $now && $now < $this->until;
    }
}
