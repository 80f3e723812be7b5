<?php

/** What processes that were killed have left in the cache folder, besides pages: deleted by cron once it is surely theirs. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class DiskRemains
{
    /** Seconds; no write takes so long. */
    private const AGE = 3600;

    /** @param string $dir the cache folder of the installation */
    public static function sweep(string $dir, string $site, int $now): void
    {
        clearstatcache();
        foreach (["{$dir}/log", "{$dir}/config", "{$dir}/streams/{$site}", $dir] as $folder) {
            Files::each($folder, static function (string $name) use ($folder, $now): bool {
                $path = "{$folder}/{$name}";
                if (str_ends_with($name, '.tmp') && is_file($path) && $now - (int) @filemtime($path) > self::AGE) {
                    @unlink($path);
                }

                return true;
            });
        }
        DiskLeases::sweep($dir, $site, $now);
        DiskStreams::sweep($dir, $site, $now);
    }
}
