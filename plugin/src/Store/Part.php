<?php

/** Which bytes of a page a reader needs: a store reads and verifies only those. */

declare(strict_types=1);

namespace DynamicCache\Store;

enum Part
{
    /** Status, headers and tags; for HEAD and for the sweep. */
    case Head;
    case Identity;
    case Gzip;
    case Whole;

    public function has_identity(): bool
    {
        return $this === self::Identity || $this === self::Whole;
    }

    public function has_gzip(): bool
    {
        return $this === self::Gzip || $this === self::Whole;
    }
}
