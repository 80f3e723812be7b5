<?php

/** An option of a plugin that was written. */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class ForeignOptionChange implements Change
{
    public function __construct(private readonly string $name) {}

    public function tags(array $inUse): array
    {
        return isset($inUse[RareFacet::option($this->name)]) ? [Tag::option(Tag::name($this->name))] : [];
    }

    public function from_now(): ?Change
    {
        return null;
    }

    public function cause(): string
    {
        return "option {$this->name}";
    }
}
