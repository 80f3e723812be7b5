<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\Leases;
use DynamicCache\Store\MemoryLeases;

final class MemoryLeasesTest extends LeasesTestCase
{
    private ?MemoryLeases $leases = null;

    protected function leases(): Leases
    {
        return $this->leases ??= new MemoryLeases();
    }
}
