<?php

/**
 * Renewing a page that is shown past its time: once, by one, and with growing pauses (1, 2, 4 … 60 s) when it fails. A
 * refresh that fails leaves the old page and its life as they are.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\Lease;
use DynamicCache\Store\LeaseNote;
use DynamicCache\Store\LeaseNoteKind;
use DynamicCache\Store\Leases;
use DynamicCache\Store\Page;

final class Refresh
{
    /** Seconds. */
    private const LONGEST_PAUSE = 60;

    private const SHRINKS = 10;

    /**
     * @param string $key lower-case hex
     * @param Page $stale the old page; what was noted before it was stored belongs to another one
     * @param \Closure(): float $random from 0 to 1: pages that failed together are not tried again together
     */
    public function __construct(
        private readonly Leases $leases,
        private readonly string $key,
        private readonly Page $stale,
        private readonly \Closure $random,
    ) {}

    /** The lease, when it is time to render the page anew and nobody does. */
    public function claim(int $now): ?Lease
    {
        $lease = $this->is_due($now) ? $this->leases->take($this->key, $now) : null;
        if ($lease !== null && !$this->is_due($now)) {
            $this->leases->release($lease);

            return null;
        }

        return $lease;
    }

    /**
     * One more attempt begins: until it has had its time nobody else tries.
     *
     * @return bool whether the others will know
     */
    public function begin(int $now): bool
    {
        return $this->note($now, $this->attempts() + 1);
    }

    /** The last attempt is under way, or has failed: the pause counts from now. */
    public function hold_off(int $now): void
    {
        $this->note($now, max(1, $this->attempts()));
    }

    /**
     * Whether a render is so much smaller than the old page that something must be broken: nobody has changed the page,
     * or it would have been purged. The old one stays until it may not be shown any more.
     *
     * @param int $bytes of the body
     */
    public function is_white_screen(int $bytes): bool
    {
        return $bytes * self::SHRINKS < $this->stale->body->identityLength;
    }

    /** @phpstan-impure others leave notes meanwhile */
    private function is_due(int $now): bool
    {
        return $this->last()?->is_valid($now) !== true;
    }

    private function attempts(): int
    {
        return $this->last()->count ?? 0;
    }

    private function last(): ?LeaseNote
    {
        $note = $this->leases->noted($this->key);

        return $note !== null && $note->kind !== LeaseNoteKind::Refused && $note->at >= $this->stale->storedAt ? $note : null;
    }

    private function note(int $now, int $attempts): bool
    {
        $pause = min(self::LONGEST_PAUSE, 2 ** min(6, $attempts - 1));
        $pause = max(1, (int) round($pause * (0.75 + 0.5 * ($this->random)())));

        return $this->leases->note($this->key, new LeaseNote(LeaseNoteKind::Begun, $now, $now + min(self::LONGEST_PAUSE, $pause), $attempts));
    }
}
