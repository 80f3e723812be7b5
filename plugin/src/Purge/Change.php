<?php

/** Something that may have changed: knows the state before, and compares it with the state at the flush. */

declare(strict_types=1);

namespace DynamicCache\Purge;

interface Change
{
    /**
     * The tags of what differs now; none when nothing that can be seen does.
     *
     * @param array<string, true> $inUse the rare facets that pages show (RareFacet)
     *
     * @return list<string>
     */
    public function tags(array $inUse): array;

    /** The same subject, with the state of now as the one before; null when it has no state. */
    public function from_now(): ?self;

    /** In words, for the list of purges. */
    public function cause(): string;
}
