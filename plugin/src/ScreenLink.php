<?php

/** Addresses of the screens in wp-admin, for links from elsewhere: alerts, Site Health, problems. */

declare(strict_types=1);

namespace DynamicCache;

final class ScreenLink
{
    public const PAGE = 'ai-wp-dynamic-cache';

    /**
     * @param string $screen as admin-app/src/routes.ts names it; '' = the first one
     * @param array<string, string> $parameters of the screen
     */
    public static function to(string $screen = '', array $parameters = []): string
    {
        return admin_url('admin.php?' . http_build_query(['page' => self::PAGE] + ($screen === '' ? [] : ['screen' => $screen]) + $parameters, '', '&'));
    }
}
