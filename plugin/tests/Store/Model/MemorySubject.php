<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Model;

use DynamicCache\Store\Leases;
use DynamicCache\Store\MemoryLeases;
use DynamicCache\Store\PageStore;
use DynamicCache\Tests\Store\WipeableMemoryStore;

final class MemorySubject implements Subject
{
    private readonly WipeableMemoryStore $store;

    private readonly MemoryLeases $leases;

    public function __construct()
    {
        $this->store = new WipeableMemoryStore();
        $this->leases = new MemoryLeases();
    }

    public function store(): PageStore
    {
        return $this->store;
    }

    public function leases(): Leases
    {
        return $this->leases;
    }

    public function tear(int $now): void
    {
        $this->store->purge(['site'], [], $now);
    }

    public function wipe(): void
    {
        $this->store->wipe();
    }
}
