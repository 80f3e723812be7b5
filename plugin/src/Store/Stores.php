<?php

/** From the word in a site's configuration to the store behind it. */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Config;
use DynamicCache\Engine\Json;
use DynamicCache\Engine\UnableToReadConfig;

final class Stores
{
    /**
     * The store of a site. Touches nothing yet.
     *
     * @param string $dir the cache folder of the installation
     * @param string $kind `disk` or `redis`
     * @param string $site blog id
     * @param RedisServer|null $redis where it is, for `redis`
     *
     * @throws UnableToReachStore for a kind or site that this version does not know
     */
    public static function open(string $dir, string $kind, string $site, ?RedisServer $redis = null): PageStore
    {
        // The site becomes a file name.
        $isSite = preg_match('/^[1-9][0-9]{0,18}$/D', $site) === 1;
        if ($kind === 'redis' && $redis !== null && $isSite) {
            return new NetworkPageStore((new RedisStores($dir, $redis))->pages($site), static fn(string $other): ?PurgeWitness => self::witness($dir, $other));
        }
        if ($kind !== 'disk' || !$isSite) {
            throw UnableToReachStore::at($dir, "there is no store \"{$kind}\" for site \"{$site}\"");
        }

        return new NetworkPageStore(new DiskPageStore($dir, $site, Files::of_system()), static fn(string $other): ?PurgeWitness => self::witness($dir, $other));
    }

    /**
     * The store that the drop-in uses for a site, by the file that it reads itself; the one on disk while there is none.
     * Touches nothing of it yet.
     *
     * @param string $dir the cache folder of the installation
     * @param string $site blog id
     *
     * @throws UnableToReachStore
     */
    public static function configured(string $dir, string $site): PageStore
    {
        try {
            $config = Config::parse(Json::of_file("{$dir}/config/{$site}.php"));
        } catch (UnableToReadConfig) {
            return self::open($dir, 'disk', $site);
        }

        return self::open($dir, $config->store, $site, $config->redis);
    }

    /**
     * The purge log of another site of the network, as that site's own drop-in would read it; null while it does not use
     * the cache, because then nobody writes down what changes there.
     *
     * @param string $site blog id
     */
    private static function witness(string $dir, string $site): ?PurgeWitness
    {
        try {
            $config = preg_match('/^[1-9][0-9]{0,18}$/D', $site) === 1 ? Config::parse(Json::of_file("{$dir}/config/{$site}.php")) : null;
        } catch (UnableToReadConfig) {
            return null;
        }

        return match (true) {
            $config?->isEnabled !== true => null,
            $config->store === 'redis' && $config->redis !== null => (new RedisStores($dir, $config->redis))->pages($site),
            default => new DiskPageStore($dir, $site, Files::of_system()),
        };
    }

    /**
     * What pages of a site share, compressed; on disk wherever its pages are. Touches nothing yet.
     *
     * @param string $dir the cache folder of the installation
     * @param string $site blog id; digits only, because open() has been asked for its store before
     * @param int $now Unix seconds
     */
    public static function streams(string $dir, string $site, int $now): Streams
    {
        return new DiskStreams($dir, $site, Files::of_system(), $now);
    }

    /**
     * The leases of a site. Touches nothing yet.
     *
     * @param string $dir the cache folder of the installation
     * @param string $kind as for open()
     * @param string $site blog id; digits only, because open() has been asked for its store before
     * @param RedisServer|null $redis as for open()
     */
    public static function leases(string $dir, string $kind, string $site, ?RedisServer $redis = null): Leases
    {
        return $kind === 'redis' && $redis !== null ? (new RedisStores($dir, $redis))->leases($site) : new DiskLeases($dir, $site);
    }
}
