<?php

/** An option of a plugin was written, and pages may ask for it by how its name begins. */

declare(strict_types=1);

namespace DynamicCache\Purge\Changes;

use DynamicCache\Purge\Change;
use DynamicCache\Tags\Tables\OptionStart;

final class OptionStartChange implements Change
{
    public function __construct(private readonly string $name) {}

    public function tags(array $inUse): array
    {
        return OptionStart::tags($this->name, array_keys($inUse));
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
