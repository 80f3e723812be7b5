<?php

/**
 * Other page caches of this site, found and named: active plugins, the drop-in that one has left behind, and what the
 * host keeps in front of PHP. Prints nothing, changes nothing, calls nobody.
 *
 *     foreach (OtherCaches::found() as $cache) {
 *         $cache->id; $cache->name;      // 'wp-rocket', 'WP Rocket'
 *         $cache->kind;                  // 'plugin' or 'host'
 *         $cache->isActive;              // false: only its drop-in is there
 *         $cache->isInTheWay;            // a problem; else good to know
 *         $cache->means; $cache->fix;    // two sentences for people; `fix` may be empty
 *         $cache->link();                // where to deactivate it, or null
 *     }
 *
 * What is in the way comes first.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

final class OtherCaches
{
    /**
     * @return list<OtherCache> of the WordPress that runs this code
     *
     * @phpstan-impure
     */
    public static function found(): array
    {
        return self::among(Surroundings::of_wordpress());
    }

    /** @return list<OtherCache> */
    public static function among(Surroundings $here): array
    {
        $found = [];
        foreach (KnownCaches::plugins() as $plugin) {
            $found[] = self::plugin($plugin, $here);
        }
        foreach (KnownCaches::hosts() as $host) {
            $found[] = $host->is_at($here) ? self::host($host) : null;
        }
        $found = array_values(array_filter($found));
        usort($found, static fn(OtherCache $one, OtherCache $other): int => $other->isInTheWay <=> $one->isInTheWay);

        return $found;
    }

    private static function plugin(CachePlugin $plugin, Surroundings $here): ?OtherCache
    {
        $file = $plugin->file_among($here->plugins);
        $isDropinThere = $plugin->wrote($here->dropin);
        if ($file === null) {
            return $isDropinThere ? self::left_behind($plugin) : null;
        }
        [$means, $fix] = $plugin->isAlwaysOn || $isDropinThere
            ? [
                /* translators: %s: name of a plugin */
                sprintf(__('%s keeps pages as well: it would go on showing its old copies after this cache has thrown its own away.', 'ai-wp-dynamic-cache'), $plugin->name),
                /* translators: %s: name of a plugin */
                sprintf(__('Deactivate %s.', 'ai-wp-dynamic-cache'), $plugin->name),
            ]
            : [
                /* translators: %s: name of a plugin */
                sprintf(__('%s can keep pages as well; the rest of it works beside this cache.', 'ai-wp-dynamic-cache'), $plugin->name),
                /* translators: %s: name of a plugin */
                sprintf(__('Leave the page cache of %s off.', 'ai-wp-dynamic-cache'), $plugin->name),
            ];

        return new OtherCache($plugin->id, $plugin->name, 'plugin', true, $plugin->isAlwaysOn || $isDropinThere, $means, $fix, $file);
    }

    private static function left_behind(CachePlugin $plugin): OtherCache
    {
        return new OtherCache(
            $plugin->id,
            $plugin->name,
            'plugin',
            false,
            true,
            /* translators: %s: name of a plugin */
            sprintf(__('%s is not active, and its drop-in wp-content/advanced-cache.php is still there.', 'ai-wp-dynamic-cache'), $plugin->name),
            __('Replace it when you turn this cache on; a copy is kept.', 'ai-wp-dynamic-cache'),
            null,
        );
    }

    private static function host(HostCache $host): OtherCache
    {
        return new OtherCache(
            $host->id,
            $host->name,
            'host',
            true,
            false,
            $host->keepsPages
                /* translators: %s: name of a host or web server */
                ? sprintf(__('%s may keep pages in front of WordPress and does not hear of what this cache throws away.', 'ai-wp-dynamic-cache'), $host->name)
                /* translators: %s: name of a host or web server */
                : sprintf(__('%s stands in front of this site; it keeps pages only where a rule of yours says so.', 'ai-wp-dynamic-cache'), $host->name),
            $host->keepsPages
                /* translators: %s: name of a host or web server */
                ? sprintf(__('Switch the page cache of %s off in its control panel, or expect its copies to live until they expire.', 'ai-wp-dynamic-cache'), $host->name)
                : '',
            null,
        );
    }
}
