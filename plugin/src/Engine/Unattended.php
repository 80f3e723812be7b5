<?php

/**
 * WordPress ran without the plugin while the cache is on: it was deactivated in the database, or its folder was renamed to
 * find an error. Nobody has purged what was changed meanwhile, so that every stored page goes at the end of such a request.
 * Asks WordPress for nothing, because it runs at the very end of it. WP-CLI loads no drop-in: `wp --skip-plugins` is not
 * noticed.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\StoreFailure;
use DynamicCache\Store\Stores;

final class Unattended
{
    /** Whether the plugins of this request were loaded, and ours was not among them. A site that is being installed has none. */
    public static function is_so(): bool
    {
        $done = $GLOBALS['wp_actions'] ?? null;

        return is_array($done) && isset($done['plugins_loaded']) && !defined('DYNAMIC_CACHE_VERSION') && !defined('WP_INSTALLING');
    }

    /**
     * Every stored page of the site is out of use. Where the store is away, they stay: no visitor gets them before it is back.
     *
     * @param string $dir the cache folder
     */
    public static function purge(string $dir): void
    {
        $site = self::site();
        try {
            $config = Config::parse(Json::of_file("{$dir}/config/{$site}.php"));
            if ($config->isEnabled) {
                Stores::open($dir, $config->store, $site, $config->redis)->purge(['site'], [], time());
            }
        } catch (UnableToReadConfig|StoreFailure) {
            // This site does not use the cache, or its store serves nobody.
        }
        if (defined('WP_CONTENT_DIR')) {
            // What the web server sends by itself (Direct\TreeFolder, which deletes what is set aside).
            $direct = WP_CONTENT_DIR . "/cache/dynamic-cache-direct/{$site}";
            @rename("{$direct}/tree", "{$direct}/old-" . bin2hex(random_bytes(8)));
        }
    }

    /** Blog id of the site that was asked, whatever site was switched to after that. */
    private static function site(): string
    {
        $blog = $GLOBALS['current_blog'] ?? null;
        $site = is_object($blog) ? get_object_vars($blog)['blog_id'] ?? null : '1';

        return is_scalar($site) && preg_match('/^[1-9][0-9]{0,18}$/D', (string) $site) === 1 ? (string) $site : '1';
    }
}
