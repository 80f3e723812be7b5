<?php

/** From the word in a site's configuration to the store behind it. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class Stores
{
    /**
     * The store of a site. Touches nothing yet.
     *
     * @param string $dir the cache folder of the installation
     * @param string $kind `disk`
     * @param string $site blog id
     *
     * @throws UnableToReachStore for a kind or site that this version does not know
     */
    public static function open(string $dir, string $kind, string $site): PageStore
    {
        // The site becomes a file name.
        if ($kind !== 'disk' || preg_match('/^[1-9][0-9]{0,18}$/D', $site) !== 1) {
            throw UnableToReachStore::at($dir, "there is no store \"{$kind}\" for site \"{$site}\"");
        }

        return new DiskPageStore($dir, $site, Files::of_system());
    }
}
