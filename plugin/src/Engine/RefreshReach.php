<?php

/**
 * Whether the site reaches itself: every refresh that was asked for over HTTP says when it begins. Where none does, the
 * visitors render by themselves, and the way is tried again from time to time.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\LeaseNote;
use DynamicCache\Store\LeaseNoteKind;
use DynamicCache\Store\Leases;

final class RefreshReach
{
    /** The note that is kept for the way itself. */
    private const KEY = 'refresh-way';

    /** So many unanswered calls, the first of them so many seconds ago, mean that none arrives. */
    private const CALLS = 3;
    private const SECONDS = 5;

    /** Seconds until it is tried again. */
    private const PAUSE = 300;

    public function __construct(private readonly Leases $leases) {}

    public function is_open(int $now): bool
    {
        $note = $this->unanswered();

        return $note === null || $note->count < self::CALLS || $now < $note->until || abs($now - $note->at) >= self::PAUSE;
    }

    public function asked(int $now): void
    {
        $note = $this->unanswered();
        $this->leases->note(self::KEY, new LeaseNote(LeaseNoteKind::Asked, $now, $note->until ?? $now + self::SECONDS, ($note->count ?? 0) + 1));
    }

    public function arrived(int $now): void
    {
        if ($this->unanswered() !== null) {
            $this->leases->note(self::KEY, new LeaseNote(LeaseNoteKind::Begun, $now, $now));
        }
    }

    private function unanswered(): ?LeaseNote
    {
        $note = $this->leases->noted(self::KEY);

        return $note?->kind === LeaseNoteKind::Asked ? $note : null;
    }
}
