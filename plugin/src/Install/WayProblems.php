<?php

/**
 * A way in that is switched on and has no effect: as the settings themselves say, or as the last look saw (WaysSeen).
 * Pages come by another way meanwhile, and are as right. Calls nobody.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Engine\Entrance;
use DynamicCache\ScreenLink;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\Strategy;

final class WayProblems
{
    /** Those that a look of its own tells in full wherever findings are shown (Findings\InstallFindings). */
    public const TOLD_BY_LOOKS = ['direct_mode_inactive', 'direct_mode_no_links', 'direct_mode_redis', 'early_start_silent', 'early_start_network'];

    /** @return list<Problem> */
    public static function of(Settings $settings, EarlyStart $earlyStart): array
    {
        return array_values(array_filter([
            self::dropin(),
            $settings->earlyStart ? self::early_start($settings, $earlyStart) : null,
            $settings->directMode ? self::direct_mode($settings) : null,
        ]));
    }

    private static function dropin(): ?Problem
    {
        return WaysSeen::trouble(WaysSeen::DROPIN) === null ? null : new Problem(
            'dropin_silent',
            __('The home page came without a word of the cache when it was fetched last: another cache in front of this site answers, or the drop-in does not run for visitors.', 'ai-wp-dynamic-cache'),
            __('Look for a cache of the host or a proxy, then test the ways in again.', 'ai-wp-dynamic-cache'),
            self::to_the_test(),
            false,
        );
    }

    private static function early_start(Settings $settings, EarlyStart $earlyStart): ?Problem
    {
        if (is_multisite()) {
            return new Problem(
                'early_start_network',
                __('Early start is on, and a network has none: its sites are told apart by files that are not loaded yet. Pages come by the drop-in.', 'ai-wp-dynamic-cache'),
                __('Switch it off: it has no effect here.', 'ai-wp-dynamic-cache'),
                ProblemAction::save(__('Switch early start off', 'ai-wp-dynamic-cache'), ['early_start' => false]),
                false,
            );
        }
        // Without its line Diagnosis speaks of that; a request that began early itself knows better than a look of some time ago.
        $isSilent = WaysSeen::trouble(WaysSeen::EARLY_START) !== null && !Entrance::has_started_early();

        return !$isSilent || $settings->strategy === Strategy::ObjectCache || !$earlyStart->is_in_place() ? null : new Problem(
            'early_start_silent',
            __('Early start is on, and web requests did not come by its line in wp-config.php when that was looked at last. Pages come by the drop-in.', 'ai-wp-dynamic-cache'),
            __('Look whether WP_CACHE is set below the line, or restart PHP, which may run an older wp-config.php; then test the ways in again.', 'ai-wp-dynamic-cache'),
            self::to_the_test(),
            false,
        );
    }

    private static function direct_mode(Settings $settings): ?Problem
    {
        $off = ProblemAction::save(__('Switch direct mode off', 'ai-wp-dynamic-cache'), ['direct_mode' => false]);

        return match (true) {
            $settings->proof->isShadow => null,
            $settings->store() !== 'disk' => new Problem(
                'direct_mode_redis',
                __('Direct mode is on, and the web server sends no pages that are in Redis. Every page comes from PHP.', 'ai-wp-dynamic-cache'),
                __('Switch direct mode off, or keep pages on disk.', 'ai-wp-dynamic-cache'),
                $off,
                false,
            ),
            WaysSeen::trouble(WaysSeen::DIRECT_MODE) === WaysSeen::NO_LINKS => new Problem(
                'direct_mode_no_links',
                __('Direct mode is on, and no page can be linked for the web server on this host. Every page comes from PHP.', 'ai-wp-dynamic-cache'),
                __('The test of the ways in says why. If it cannot be mended, switch direct mode off: it has no effect here.', 'ai-wp-dynamic-cache'),
                $off,
                false,
            ),
            WaysSeen::trouble(WaysSeen::DIRECT_MODE) === WaysSeen::NO_RULES => new Problem(
                'direct_mode_inactive',
                __('Direct mode is on, and its rules were not active in the web server when that was looked at last. Every page comes from PHP.', 'ai-wp-dynamic-cache'),
                /* translators: %s: a command */
                sprintf(__('nginx: put the lines that the test of the ways in shows (“%s” prints them too) into its configuration and reload it. Apache: allow .htaccess, and switch mod_rewrite and mod_headers on. Then test again.', 'ai-wp-dynamic-cache'), 'wp dynamic-cache direct rules'),
                self::to_the_test(),
                false,
            ),
            default => null,
        };
    }

    private static function to_the_test(): ProblemAction
    {
        return ProblemAction::open(__('Open the settings', 'ai-wp-dynamic-cache'), ScreenLink::to('settings'));
    }
}
