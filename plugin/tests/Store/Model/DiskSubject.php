<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Model;

use DynamicCache\Store\DiskLeases;
use DynamicCache\Store\DiskPageStore;
use DynamicCache\Store\Files;
use DynamicCache\Store\Leases;
use DynamicCache\Store\PageStore;

final class DiskSubject implements Subject
{
    public function __construct(private readonly string $path) {}

    public function store(): PageStore
    {
        return new DiskPageStore($this->path, '1', Files::of_system());
    }

    public function leases(): Leases
    {
        return new DiskLeases($this->path, '1');
    }

    public function tear(int $now): void
    {
        $this->store()->token($now);
        file_put_contents("{$this->path}/log/1.php", 'P|0||12', FILE_APPEND);
    }

    public function wipe(): void
    {
        @unlink("{$this->path}/log/1.php");
    }
}
