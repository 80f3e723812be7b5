<?php

/** What a site has in Redis, for the moments in which it comes, goes or changes its version. */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Engine\Config;
use DynamicCache\Engine\Json;
use DynamicCache\Engine\UnableToReadConfig;
use DynamicCache\Store\RedisStores;
use DynamicCache\Store\StoreFailure;

final class RedisPages
{
    /**
     * Nothing of it is served any more, whichever Redis it is and whether it can be reached or not: the mark of
     * Store\OwedPurge, without its class, so that it works between two versions as well.
     *
     * @throws UnableToWriteFile
     */
    public static function leave(Paths $paths, string $site): void
    {
        $file = $paths->cache_dir() . '/redis/owed-' . $site;
        AtomicFile::make_folder(dirname($file));
        if (@file_put_contents($file, '.', FILE_APPEND) !== 1) {
            throw UnableToWriteFile::at($file, 'it cannot be noted that the pages in Redis are old');
        }
    }

    /**
     * The same for every site whose pages are in Redis.
     *
     * @throws UnableToWriteFile
     */
    public static function leave_all(Paths $paths): void
    {
        foreach (self::sites($paths) as $site) {
            if ((DataFile::read($paths->config_file($site))['store'] ?? null) === 'redis') {
                self::leave($paths, $site);
            }
        }
    }

    /** Deletes it. What cannot be deleted now ends by itself. */
    public static function delete(Paths $paths, string $site): void
    {
        try {
            $config = Config::parse(Json::of_file($paths->config_file($site)));
            if ($config->redis !== null) {
                (new RedisStores($paths->cache_dir(), $config->redis))->forget($site);
            }
        } catch (UnableToReadConfig) {
            return;
        } catch (StoreFailure $failure) {
            error_log('AI WP Dynamic Cache: a site leaves Redis: ' . $failure->getMessage());
        }
    }

    public static function delete_all(Paths $paths): void
    {
        foreach (self::sites($paths) as $site) {
            self::delete($paths, $site);
        }
    }

    /** @return list<string> */
    private static function sites(Paths $paths): array
    {
        return array_map(static fn(string $file): string => basename($file, '.php'), Folder::matching($paths->config_file('*')));
    }
}
