<?php

/** What the Worker has to know of this site: the body of `PUT /api/plugin/config` (contracts/src/config.ts). */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Settings\HomeUrl;
use DynamicCache\Settings\Settings;

final class EdgeConfig
{
    /** Raised when a message of either side changes its meaning. */
    public const CONTRACT = 1;

    /** @return array<string, mixed> */
    public static function of(string $siteId, Settings $settings, string $revision): array
    {
        $home = HomeUrl::of_site();

        return [
            'site_id' => $siteId,
            'contract' => self::CONTRACT,
            'revision' => $revision,
            'origin' => "{$home->scheme}://{$home->host}",
            'blog_id' => get_current_blog_id(),
            'canonical' => ['scheme' => $home->scheme, 'host' => $home->host],
            'aliases' => $settings->hosts,
            'enabled' => $settings->enabled,
            'paused_until' => $settings->pausedUntil ?? 0,
            'strategy' => $settings->strategy->value,
            'ttl' => $settings->ttl->to_array(),
            'rules' => $settings->rules->to_array(),
            'view_max' => $settings->edge->viewMax,
            'strict' => $settings->edge->strict,
            'personas' => [],
        ];
    }
}
