<?php

/** What a render for the cache came to, as the list of pages keeps it. */

declare(strict_types=1);

namespace DynamicCache\Index;

enum RenderedAs: string
{
    case Stored = 'stored';
    /** A page that was not stored; what is known of the one before stays. */
    case Refused = 'refused';
    /** No page (not found, a redirect, an error). */
    case Gone = 'gone';

    /** Values that its statement takes. */
    public function width(): int
    {
        return match ($this) {
            self::Stored => 19,
            self::Refused => 9,
            self::Gone => 3,
        };
    }
}
