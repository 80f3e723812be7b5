<?php

/** Something was written that is worth a purge once a page was seen to read it, and whose hooks fire only where it differs. */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

use DynamicCache\Purge\Change;

final class RareChange implements Change
{
    /** @param string $facet see RareFacet */
    public function __construct(
        private readonly string $facet,
        private readonly string $tag,
        private readonly string $cause,
    ) {}

    public function tags(array $inUse): array
    {
        return isset($inUse[$this->facet]) ? [$this->tag] : [];
    }

    public function from_now(): ?Change
    {
        return null;
    }

    public function cause(): string
    {
        return $this->cause;
    }
}
