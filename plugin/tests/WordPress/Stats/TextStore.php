<?php

/** The totals in a file, for processes that end in the middle; not for two that really run at once. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Stats;

use DynamicCache\Stats\TotalsStore;

final class TextStore implements TotalsStore
{
    public function __construct(private readonly string $path) {}

    public function read(): string
    {
        return is_file($this->path) ? (string) file_get_contents($this->path) : '';
    }

    public function swap(string $old, string $new): bool
    {
        if ($this->read() !== $old) {
            return false;
        }
        file_put_contents($this->path . '.new', $new);

        return rename($this->path . '.new', $this->path);
    }
}
