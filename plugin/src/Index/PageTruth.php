<?php

/** What the store says of a page of the list, beside what its row says. */

declare(strict_types=1);

namespace DynamicCache\Index;

use DynamicCache\Engine\Reason;
use DynamicCache\Store\Page;
use DynamicCache\Store\Part;

final class PageTruth
{
    /** What becomes of the page when somebody asks for it now. */
    public static function of(PageRow $row, Standing $standing): Reason
    {
        $canonical = $row->address($standing->site)?->canonical();
        if ($standing->store === null || $canonical === null) {
            return $row->refusal ?? Reason::Cold;
        }
        $found = $standing->store->find($canonical, $standing->now, Part::Head);
        if ($found instanceof Page && $found->revision === $standing->revision) {
            return Reason::Fresh;
        }
        $stale = $found instanceof Page ? null : $found->stale($standing->now);
        $said = $found instanceof Page ? Reason::Revision : $found->reason;

        return match (true) {
            // Also while a render of today fails.
            $stale !== null && $stale->revision === $standing->revision => Reason::Grace,
            // What was in the way the last time will be in the way the next time too.
            $row->refusal !== null => $row->refusal,
            // Swept away since: the row still knows what for.
            $said === Reason::Cold && in_array($row->verdict, [Reason::Purged, Reason::Expired, Reason::Revision], true) => $row->verdict,
            default => $said,
        };
    }
}
