<?php

/** A folder for one test, gone with it. */

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\Files;

final class TemporaryFolder
{
    public readonly string $path;

    public function __construct()
    {
        $this->path = sys_get_temp_dir() . '/dynamic-cache-' . bin2hex(random_bytes(6));
        mkdir($this->path, 0750);
    }

    public function delete(): void
    {
        Files::delete_folder($this->path);
    }

    /** @return list<string> */
    public static function matching(string $pattern): array
    {
        $paths = glob($pattern);

        return $paths === false ? [] : $paths;
    }

    /** @return list<string> every file below, relative */
    public function files(): array
    {
        $files = [];
        $tree = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($this->path, \FilesystemIterator::SKIP_DOTS));
        foreach ($tree as $file) {
            if ($file instanceof \SplFileInfo && $file->isFile()) {
                $files[] = substr($file->getPathname(), strlen($this->path) + 1);
            }
        }
        sort($files);

        return $files;
    }
}
