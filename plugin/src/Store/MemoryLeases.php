<?php

/** The leases of tests: the same promises as the others, in one process. Not part of the engine file. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class MemoryLeases implements Leases
{
    /** @var array<string, array{string, int}> id and time of the holder, by key */
    private array $held = [];

    /** @var array<string, LeaseNote> */
    private array $notes = [];

    private int $taken = 0;

    public function take(string $key, int $now): ?Lease
    {
        $holder = $this->held[$key] ?? null;
        if ($holder !== null && !Lease::is_over($holder[1], $now)) {
            return null;
        }
        $id = (string) ++$this->taken;
        $this->held[$key] = [$id, $now];

        return new Lease($key, $id);
    }

    public function release(Lease $lease): void
    {
        if (($this->held[$lease->key][0] ?? '') === $lease->id) {
            unset($this->held[$lease->key]);
        }
    }

    public function note(string $key, LeaseNote $note): bool
    {
        $this->notes[$key] = $note;

        return true;
    }

    public function noted(string $key): ?LeaseNote
    {
        return $this->notes[$key] ?? null;
    }
}
