<?php

/**
 * The page caches that a site may already have. Marks of drop-ins are constants or names that the plugin itself writes
 * into its advanced-cache.php. What only minifies, or only keeps objects (Redis Object Cache, Autoptimize), is not in
 * here: it works beside a page cache.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

final class KnownCaches
{
    /** @return list<CachePlugin> */
    public static function plugins(): array
    {
        return [
            new CachePlugin('wp-rocket', 'WP Rocket', ['wp-rocket/wp-rocket.php'], 'WP_ROCKET_ADVANCED_CACHE'),
            new CachePlugin('w3-total-cache', 'W3 Total Cache', ['w3-total-cache/w3-total-cache.php'], 'W3TC'),
            new CachePlugin('wp-super-cache', 'WP Super Cache', ['wp-super-cache/wp-cache.php'], 'WPCACHEHOME'),
            new CachePlugin('litespeed-cache', 'LiteSpeed Cache', ['litespeed-cache/litespeed-cache.php'], 'LSCACHE_ADV_CACHE'),
            new CachePlugin('wp-fastest-cache', 'WP Fastest Cache', ['wp-fastest-cache/wpFastestCache.php'], ''),
            new CachePlugin('wp-optimize', 'WP-Optimize', ['wp-optimize/wp-optimize.php', 'wp-optimize-premium/wp-optimize.php'], 'WPO_ADVANCED_CACHE', false),
            new CachePlugin('cache-enabler', 'Cache Enabler', ['cache-enabler/cache-enabler.php'], 'CACHE_ENABLER'),
            new CachePlugin('hummingbird', 'Hummingbird', ['hummingbird-performance/wp-hummingbird.php', 'wp-hummingbird/wp-hummingbird.php'], 'WPHB_ADVANCED_CACHE', false),
            new CachePlugin('breeze', 'Breeze', ['breeze/breeze.php'], 'BREEZE_ADVANCED_CACHE', false),
            new CachePlugin('siteground', 'Speed Optimizer (SiteGround)', ['sg-cachepress/sg-cachepress.php'], 'SiteGround_Optimizer', false),
            new CachePlugin('super-page-cache', 'Super Page Cache', ['wp-cloudflare-page-cache/wp-cloudflare-super-page-cache.php'], 'SWCFPC_ADVANCED_CACHE'),
            new CachePlugin('nitropack', 'NitroPack', ['nitropack/main.php'], 'NITROPACK_ADVANCED_CACHE'),
            new CachePlugin('flying-press', 'FlyingPress', ['flying-press/flying-press.php'], 'flying-press'),
            new CachePlugin('swift-performance', 'Swift Performance', ['swift-performance/performance.php', 'swift-performance-lite/performance.php'], 'SWIFT_PERFORMANCE'),
            new CachePlugin('comet-cache', 'Comet Cache', ['comet-cache/comet-cache.php', 'comet-cache-pro/comet-cache-pro.php'], 'COMET_CACHE'),
            new CachePlugin('powered-cache', 'Powered Cache', ['powered-cache/powered-cache.php', 'powered-cache-premium/powered-cache.php'], 'POWERED_CACHE', false),
            new CachePlugin('simple-cache', 'Simple Cache', ['simple-cache/simple-cache.php'], 'SC_ADVANCED_CACHE', false),
            new CachePlugin('speedycache', 'SpeedyCache', ['speedycache/speedycache.php', 'speedycache-pro/speedycache-pro.php'], 'SPEEDYCACHE'),
            new CachePlugin('jetpack-boost', 'Jetpack Boost', ['jetpack-boost/jetpack-boost.php'], 'Boost_Cache', false),
            new CachePlugin('hyper-cache', 'Hyper Cache', ['hyper-cache/plugin.php'], 'HYPER_CACHE'),
            new CachePlugin('surge', 'Surge', ['surge/surge.php'], 'namespace Surge'),
            new CachePlugin('seraphinite', 'Seraphinite Accelerator', ['seraphinite-accelerator/plugin_root.php', 'seraphinite-accelerator-ext/plugin_root.php'], 'seraph_accel'),
            new CachePlugin('batcache', 'Batcache', ['batcache/batcache.php'], 'batcache'),
        ];
    }

    /** @return list<HostCache> */
    public static function hosts(): array
    {
        return [
            new HostCache('host-wp-engine', 'WP Engine', ['WPE_APIKEY'], ['IS_WPE'], ['wpengine-common']),
            new HostCache('host-kinsta', 'Kinsta', ['KINSTAMU_VERSION', 'KINSTA_CACHE_ZONE'], ['KINSTA_CACHE_ZONE'], ['kinsta-mu-plugins.php']),
            new HostCache('host-pantheon', 'Pantheon', [], ['PANTHEON_ENVIRONMENT']),
            new HostCache('host-flywheel', 'Flywheel', ['FLYWHEEL_CONFIG_DIR'], [], [], 'Flywheel'),
            new HostCache('host-wordpress-com', 'WordPress.com', ['IS_ATOMIC', 'ATOMIC_SITE_ID']),
            new HostCache('host-wordpress-vip', 'WordPress VIP', ['VIP_GO_APP_ENVIRONMENT']),
            new HostCache('host-pressable', 'Pressable', ['IS_PRESSABLE']),
            new HostCache('host-godaddy', 'GoDaddy', ['GD_VIP'], [], ['gd-system-plugin.php']),
            new HostCache('host-endurance', 'Endurance Page Cache', ['EPC_VERSION'], [], ['endurance-page-cache.php']),
            new HostCache('host-siteground', 'SiteGround', [], [], [], 'SiteGround'),
            new HostCache('host-litespeed', 'LiteSpeed', [], ['X-LSCACHE']),
            new HostCache('host-varnish', 'Varnish', [], ['HTTP_X_VARNISH']),
            new HostCache('host-cloudflare', 'Cloudflare', [], ['HTTP_CF_RAY'], [], '', false),
        ];
    }
}
