<?php

/**
 * How much was stored since the last sweep, roughly: one byte of a file stands for 4 KiB of pages, so that everybody can
 * add to it without a lock.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class DiskGrowth
{
    private const UNIT = 4096;

    private readonly string $path;

    /** @param string $dir the cache folder of the installation */
    public function __construct(string $dir, string $site)
    {
        $this->path = "{$dir}/lease/{$site}.grown";
    }

    public function add(int $bytes): void
    {
        $handle = @fopen($this->path, 'ab');
        if ($handle !== false) {
            @fwrite($handle, str_repeat('.', intdiv($bytes, self::UNIT) + 1));
            fclose($handle);
        }
    }

    public function bytes(): int
    {
        clearstatcache(true, $this->path);

        return self::UNIT * (int) @filesize($this->path);
    }

    public function forget(): void
    {
        @unlink($this->path);
    }
}
