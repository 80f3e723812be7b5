<?php

/** What came of comparing a stored page with fresh renders; `ProofOutcome` of contracts/src/proof.ts. */

declare(strict_types=1);

namespace DynamicCache\Proof;

enum Outcome: string
{
    /** In the queue. */
    case Waiting = 'waiting';
    /** Somebody is at it. */
    case Checking = 'checking';
    /** The stored page is what WordPress renders now. */
    case Same = 'same';
    /** It is not, although two fresh renders agree: visitors got something old or wrong. */
    case Different = 'different';
    /** Fresh renders differ from each other: nothing can be said, and everybody gets the one that was stored. */
    case Volatile = 'volatile';
    /** The page was purged, renewed or ended meanwhile: there is nothing to compare. */
    case Moved = 'moved';
    /** The page could not be rendered afresh. */
    case Unable = 'unable';

    /** What it means, in an owner's words. */
    public function means(): string
    {
        return match ($this) {
            self::Waiting => __('Waits to be checked.', 'ai-wp-dynamic-cache'),
            self::Checking => __('Is being checked.', 'ai-wp-dynamic-cache'),
            self::Same => __('The stored page is what WordPress renders.', 'ai-wp-dynamic-cache'),
            self::Different => __('The stored page was not what WordPress renders any more. It was purged.', 'ai-wp-dynamic-cache'),
            self::Volatile => __('WordPress renders this page differently each time, so that every visitor gets the one that was stored. The part that differs is shown.', 'ai-wp-dynamic-cache'),
            self::Moved => __('The page was purged or renewed before it could be compared, which is no fault.', 'ai-wp-dynamic-cache'),
            self::Unable => __('The page could not be rendered afresh.', 'ai-wp-dynamic-cache'),
        };
    }
}
