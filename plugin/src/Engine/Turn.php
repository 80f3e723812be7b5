<?php

/** Somebody's turn to render a page: why, and what the others are told when it is over. */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\Lease;
use DynamicCache\Store\LeaseNote;
use DynamicCache\Store\LeaseNoteKind;
use DynamicCache\Store\Leases;

final class Turn
{
    /** Seconds for which it is remembered that a page may not be stored. */
    private const REFUSED = 10;

    /** The page could have been stored at another moment: one of those who wait tries it again. */
    private const PASSING = [Reason::PurgedDuringFill, Reason::ChangedByOwnRender, Reason::Suspect];

    /**
     * @param Reason $why there is no page
     * @param Refresh|null $refresh while an old page is there
     */
    public function __construct(
        public readonly Reason $why,
        private readonly Leases $leases,
        private readonly Lease $lease,
        private readonly ?Refresh $refresh = null,
    ) {}

    /** Why the page must not be stored in place of the old one, or null. */
    public function refusal(Rendering $rendering): ?Reason
    {
        return $this->refresh?->is_white_screen(strlen($rendering->body)) === true ? Reason::Incomplete : null;
    }

    /**
     * @param Reason|null $refusal why the page was not stored; null = it was
     * @param bool $isFailure WordPress answered with an error
     */
    public function end(?Reason $refusal, bool $isFailure, int $now): void
    {
        if ($refusal !== null && $this->refresh !== null) {
            $this->refresh->hold_off($now);
        } elseif ($refusal !== null && !$isFailure && !in_array($refusal, self::PASSING, true)) {
            $this->leases->note($this->lease->key, new LeaseNote(LeaseNoteKind::Refused, $now, $now + self::REFUSED));
        }
        $this->leases->release($this->lease);
    }

    /** The render did not even begin. */
    public function cancel(): void
    {
        $this->leases->release($this->lease);
    }
}
