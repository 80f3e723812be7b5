<?php

/** What a change did to one page. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

final class Fate
{
    /**
     * @param bool $isServed the stored page is still served
     * @param string|null $difference between the uncached renders before and after; null: none
     * @param list<string> $purgedBy its tags that were purged
     */
    public function __construct(
        public readonly bool $isServed,
        public readonly ?string $difference,
        public readonly array $purgedBy,
    ) {}

    public function is_stale(): bool
    {
        return $this->isServed && $this->difference !== null;
    }

    /** What is wrong with it, or null. */
    public function fault(): ?string
    {
        return match (true) {
            $this->is_stale() => "stale:\n{$this->difference}",
            !$this->isServed && $this->difference === null => 'purged, though it is as it was: ' . implode(' ', $this->purgedBy),
            default => null,
        };
    }
}
