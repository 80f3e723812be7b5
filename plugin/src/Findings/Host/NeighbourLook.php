<?php

/** Other caches: page caches beside this one, the object cache, Redis. */

declare(strict_types=1);

namespace DynamicCache\Findings\Host;

use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Findings\WebFacts;
use DynamicCache\Install\OtherCache;
use DynamicCache\Install\OtherCaches;
use DynamicCache\Settings\Settings;

final class NeighbourLook
{
    /** @return list<Finding> */
    public static function findings(Settings $settings, WebFacts $facts): array
    {
        // While the cache is on, Install\Diagnosis tells of active plugins that are in the way, with a button.
        $others = array_filter(
            OtherCaches::found(),
            static fn(OtherCache $cache): bool => !$settings->enabled || !$cache->isInTheWay || $cache->link() === null,
        );

        return [
            ...($others === [] && !$settings->enabled
                ? [new Finding('other-cache', FindingStatus::Good, __('No other page cache is in the way', 'ai-wp-dynamic-cache'))]
                : array_values(array_map(self::other(...), $others))),
            wp_using_ext_object_cache() === true
                ? new Finding('object-cache', FindingStatus::Good, __('WordPress has a persistent object cache', 'ai-wp-dynamic-cache'), __('Pages that have to be rendered are rendered faster.', 'ai-wp-dynamic-cache'))
                : new Finding('object-cache', FindingStatus::Info, __('WordPress has no persistent object cache', 'ai-wp-dynamic-cache'), __('That is no obstacle: this cache keeps whole pages and needs none.', 'ai-wp-dynamic-cache')),
            self::redis($settings, $facts),
        ];
    }

    private static function other(OtherCache $cache): Finding
    {
        return new Finding(
            'other-cache',
            $cache->isInTheWay ? FindingStatus::Warning : FindingStatus::Info,
            /* translators: %s: name of a plugin, host or web server */
            sprintf(__('%s is here as well', 'ai-wp-dynamic-cache'), $cache->name),
            $cache->means,
            $cache->fix,
        );
    }

    private static function redis(Settings $settings, WebFacts $facts): Finding
    {
        $isSet = $settings->redis->host !== '';

        return match (true) {
            $isSet && $facts->hasRedis => new Finding('redis', FindingStatus::Info, __('Redis is configured', 'ai-wp-dynamic-cache'), '', __('Test the connection in the settings.', 'ai-wp-dynamic-cache')),
            $isSet => new Finding('redis', FindingStatus::Warning, __('Redis is configured, and PHP has no extension for it', 'ai-wp-dynamic-cache'), __('Predis, which comes with the plugin, connects anew with every request.', 'ai-wp-dynamic-cache'), __('Ask the host for the extension redis (phpredis).', 'ai-wp-dynamic-cache')),
            $facts->hasRedis => new Finding('redis', FindingStatus::Info, __('PHP can speak to Redis', 'ai-wp-dynamic-cache'), __('Pages lie on disk; Redis is worth it where several web servers share one site.', 'ai-wp-dynamic-cache')),
            default => new Finding('redis', FindingStatus::Info, __('PHP has no Redis extension', 'ai-wp-dynamic-cache'), __('Pages lie on disk, which needs none.', 'ai-wp-dynamic-cache')),
        };
    }
}
