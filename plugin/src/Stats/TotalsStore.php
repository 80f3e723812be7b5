<?php

/** Where the totals of one site lie. */

declare(strict_types=1);

namespace DynamicCache\Stats;

interface TotalsStore
{
    /** The text as it is now, '' before the first; never one from a cache. */
    public function read(): string;

    /** Puts a new text in place of exactly this old one; false when it is another by now, or cannot be written. */
    public function swap(string $old, string $new): bool;
}
