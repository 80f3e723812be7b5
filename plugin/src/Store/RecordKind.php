<?php

/** What a record of the purge log says; the letter is its form on disk. */

declare(strict_types=1);

namespace DynamicCache\Store;

enum RecordKind: string
{
    /** These tags are purged, and these suspicions settled. */
    case Purge = 'P';

    /** Pages with these tags have expired at this time; no purge of a change. */
    case Expire = 'E';

    /** Pages with these tags may be about to change. */
    case Suspect = 'S';

    /** A sweep began: a fill from before it is not stored any more. */
    case Fence = 'F';

    /** Torn by a process that died while it wrote: it may have meant any page. */
    case Unreadable = '?';
}
