<?php

declare(strict_types=1);

namespace DynamicCache\Store;

final class UnableToReachStore extends \RuntimeException implements StoreFailure
{
    private bool $isLost = false;

    public static function at(string $place, string $why): self
    {
        return new self("Unable to reach the page store at {$place}: {$why}");
    }

    /** The same, of a change that left no trace: when the store is back, it serves what it had before. */
    public function of_lost_change(): self
    {
        $this->isLost = true;

        return $this;
    }

    /** Whether somebody else has to remember the change (Purge\LostChange). */
    public function is_lost(): bool
    {
        return $this->isLost;
    }
}
