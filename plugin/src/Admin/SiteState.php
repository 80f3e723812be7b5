<?php

/** The cache of one site in a few words, for the list of all sites of a network. */

declare(strict_types=1);

namespace DynamicCache\Admin;

use DynamicCache\Settings\SettingsRepository;

final class SiteState
{
    private function __construct(
        public readonly bool $isOn,
        public readonly string $words,
        public readonly string $edge,
    ) {}

    /** Of the site that WordPress is switched to. */
    public static function of_current(): self
    {
        $settings = SettingsRepository::of_site()->all();
        $isPaused = $settings->pausedUntil !== null && $settings->pausedUntil > time();

        return new self($settings->enabled, match (true) {
            !$settings->enabled => __('Off', 'ai-wp-dynamic-cache'),
            $isPaused => __('Paused', 'ai-wp-dynamic-cache'),
            $settings->proof->isShadow => __('Watches only', 'ai-wp-dynamic-cache'),
            default => __('On', 'ai-wp-dynamic-cache'),
        }, $settings->edge->enabled ? $settings->edge->url : '');
    }
}
