<?php

/** The streams of tests: the same promises as the others, in one process. Not part of the engine file. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class MemoryStreams implements Streams
{
    /** @var array<string, string|null> by piece; null: it was seen once */
    private array $kept = [];

    public function find(string $piece): ?string
    {
        return $this->kept[$piece] ?? null;
    }

    public function keep(string $piece, string $stream): void
    {
        $this->kept[$piece] = array_key_exists($piece, $this->kept) ? $stream : null;
    }
}
