<?php

/** How a page cache plugin is recognised, whether it is active or has only left its drop-in behind. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class CachePlugin
{
    /**
     * @param list<string> $files main files below the plugins folder, one for each edition
     * @param string $dropinMark what its advanced-cache.php says and no other does; empty when it has none
     * @param bool $isAlwaysOn an active plugin caches pages; false: page cache is one of its switches
     */
    public function __construct(
        public readonly string $id,
        public readonly string $name,
        public readonly array $files,
        public readonly string $dropinMark,
        public readonly bool $isAlwaysOn = true,
    ) {}

    /** @param list<string> $active `folder/file.php` of every active plugin */
    public function file_among(array $active): ?string
    {
        return array_values(array_intersect($this->files, $active))[0] ?? null;
    }

    public function wrote(string $dropin): bool
    {
        return $this->dropinMark !== '' && stripos($dropin, $this->dropinMark) !== false;
    }
}
