<?php

/** What became of a page, as far as a person filters by it; `PageStatus` of contracts/src/pages.ts. */

declare(strict_types=1);

namespace DynamicCache\Index;

use DynamicCache\Engine\Reason;

enum PageStatus: string
{
    case Cached = 'cached';
    case Stale = 'stale';
    case Expired = 'expired';
    case Purged = 'purged';
    case NotCached = 'not-cached';

    public static function of(Reason $reason): self
    {
        return match ($reason) {
            Reason::Fresh, Reason::Revalidated, Reason::Collapsed, Reason::Direct => self::Cached,
            Reason::Grace => self::Stale,
            Reason::Expired => self::Expired,
            Reason::Purged, Reason::Revision, Reason::Corrupt, Reason::Schema => self::Purged,
            default => self::NotCached,
        };
    }

    /** @return list<Reason> every word that means this */
    public function reasons(): array
    {
        return array_values(array_filter(Reason::cases(), fn(Reason $reason): bool => self::of($reason) === $this));
    }
}
