<?php

/** A change whose tags are known when it is noticed; there is no state to compare. */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

use DynamicCache\Purge\Change;

final class FixedChange implements Change
{
    /** @param list<string> $tags */
    public function __construct(
        private readonly array $tags,
        private readonly string $cause,
    ) {}

    public function tags(array $inUse): array
    {
        return $this->tags;
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
