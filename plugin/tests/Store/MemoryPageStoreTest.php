<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\MemoryPageStore;
use DynamicCache\Store\PageStore;

final class MemoryPageStoreTest extends PageStoreTestCase
{
    protected function store(): PageStore
    {
        return new MemoryPageStore('0123456789abcdef0123456789abcdef');
    }
}
