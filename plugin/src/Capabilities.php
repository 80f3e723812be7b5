<?php

/**
 * `manage_dynamic_cache` and `purge_dynamic_cache`: administrators have them without any role being changed, so that
 * nothing is left behind; a role that was given or denied one of them by name keeps that.
 */

declare(strict_types=1);

namespace DynamicCache;

final class Capabilities implements Feature
{
    public const MANAGE = 'manage_dynamic_cache';
    public const PURGE = 'purge_dynamic_cache';

    public function boot(): void
    {
        add_filter('user_has_cap', $this->grant(...));
    }

    /**
     * @param array<string, bool> $capabilities
     *
     * @return array<string, bool>
     */
    public function grant(array $capabilities): array
    {
        $isAdministrator = ($capabilities['manage_options'] ?? false) === true;

        return $capabilities + [self::MANAGE => $isAdministrator, self::PURGE => $isAdministrator];
    }
}
