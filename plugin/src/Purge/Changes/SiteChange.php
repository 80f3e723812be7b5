<?php

/** A change that any page may show. */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

use DynamicCache\Purge\Change;
use DynamicCache\Tags\Tag;

final class SiteChange implements Change
{
    /** `site`, for the suspicion. */
    public const TAGS = ['site'];

    public function __construct(private readonly string $cause) {}

    public function tags(array $inUse): array
    {
        return [Tag::site()];
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
