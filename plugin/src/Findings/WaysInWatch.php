<?php

/**
 * Looks by cron whether the ways in that are switched on work on this host: soon after they were switched, once a day, and
 * each hour while one does not. What it sees is remembered (Install\WaysSeen) for those who show the state.
 */

declare(strict_types=1);

namespace DynamicCache\Findings;

use DynamicCache\Feature;
use DynamicCache\Install\WaysSeen;
use DynamicCache\Purge\Upkeep\Sweep;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\SettingsRepository;

final class WaysInWatch implements Feature
{
    private const DAY = 86_400;

    /** @param \Closure(): int $clock Unix seconds */
    public function __construct(private readonly SettingsRepository $settings, private readonly \Closure $clock) {}

    public function boot(): void
    {
        add_action('dynamic_cache_settings_changed', $this->after_change(...), 60, 2);
        // After pages are linked, and after everything that is more urgent.
        add_action(Sweep::EVENT, $this->look(...), 60, 0);
    }

    public function after_change(Settings $new, Settings $old): void
    {
        if (self::ways($new) === self::ways($old)) {
            return;
        }
        WaysSeen::forget();
        if (self::is_any_on($new)) {
            wp_schedule_single_event(($this->clock)(), Sweep::EVENT);
        }
    }

    public function look(): void
    {
        $settings = $this->settings->all();
        $now = ($this->clock)();
        $isPaused = $settings->pausedUntil !== null && $settings->pausedUntil > $now;
        if (self::is_any_on($settings) && !$isPaused && self::is_due($settings, $now)) {
            (new Tests($this->settings))->findings(TestSubject::WaysIn, $settings);
        }
    }

    /** By the drop-in alone pages come on every host; what is in front of it Site Health looks at. */
    private static function is_any_on(Settings $settings): bool
    {
        return $settings->enabled && ($settings->earlyStart || $settings->directMode);
    }

    private static function is_due(Settings $settings, int $now): bool
    {
        $ways = [...($settings->earlyStart ? [WaysSeen::EARLY_START] : []), ...($settings->directMode ? [WaysSeen::DIRECT_MODE] : [])];
        foreach ($ways as $way) {
            if (WaysSeen::trouble($way) !== null || abs($now - WaysSeen::looked_at($way)) >= self::DAY) {
                return true;
            }
        }

        return false;
    }

    /** @return list<bool|string> */
    private static function ways(Settings $settings): array
    {
        return [$settings->enabled, $settings->earlyStart, $settings->directMode, $settings->store(), $settings->proof->isShadow];
    }
}
