<?php

/**
 * Whether visitors get pages from the cache: the home page is fetched until it is a hit, three times at most. The first
 * visit stores it; where that one is the first ever, it changes the site (core makes a menu) and the second stores it.
 */

declare(strict_types=1);

namespace DynamicCache\Findings;

use DynamicCache\Install\WaysSeen;
use DynamicCache\Settings\Settings;

final class WaysIn
{
    public function __construct(private readonly Loopback $loopback) {}

    /**
     * @param int $now Unix seconds
     *
     * @return list<Finding>
     */
    public function findings(Settings $settings, int $now): array
    {
        if (!$settings->enabled) {
            return [new Finding('drop-in', FindingStatus::Info, __('The cache is off', 'ai-wp-dynamic-cache'), __('WordPress renders every page.', 'ai-wp-dynamic-cache'), __('Switch it on.', 'ai-wp-dynamic-cache'))];
        }
        if ($settings->pausedUntil !== null && $settings->pausedUntil > $now) {
            return [new Finding('drop-in', FindingStatus::Info, __('The cache is paused', 'ai-wp-dynamic-cache'), __('It goes on by itself when the pause is over.', 'ai-wp-dynamic-cache'))];
        }
        try {
            $first = $this->loopback->get(home_url('/'));
            $second = $this->loopback->get(home_url('/'));
            if (!self::is_hit($second) && $second->header('x-dynamic-cache') !== '') {
                $second = $this->loopback->get(home_url('/'));
            }
        } catch (UnableToReachSite $failure) {
            return [SelfTest::unreachable($failure)];
        }

        WaysSeen::remember(WaysSeen::DROPIN, $second->header('x-dynamic-cache') === '' ? WaysSeen::SILENT : null, $now);

        return [self::judge($first, $second)];
    }

    private static function is_hit(LoopbackReply $reply): bool
    {
        return preg_match('/\A(?:hit|stale)\b/', $reply->header('x-dynamic-cache')) === 1;
    }

    private static function judge(LoopbackReply $first, LoopbackReply $second): Finding
    {
        $word = $second->header('x-dynamic-cache');
        $evidence = $word === '' ? "HTTP {$second->status}" : "X-Dynamic-Cache: {$word}";
        if (self::is_hit($second)) {
            $detail = self::is_hit($first)
                /* translators: %s: number of milliseconds */
                ? sprintf(__('It came after %s ms.', 'ai-wp-dynamic-cache'), number_format_i18n($second->ms))
                /* translators: 1: number of milliseconds, 2: number of milliseconds */
                : sprintf(__('Rendered it took %1$s ms, from the cache %2$s ms.', 'ai-wp-dynamic-cache'), number_format_i18n($first->ms), number_format_i18n($second->ms));

            return new Finding('drop-in', FindingStatus::Good, __('The home page comes from the cache', 'ai-wp-dynamic-cache'), $detail, '', $evidence);
        }

        return $word === ''
            ? new Finding('drop-in', FindingStatus::Bad, __('The cache does not answer', 'ai-wp-dynamic-cache'), __('The home page came without a word of it: the drop-in is not loaded, or something in front answers.', 'ai-wp-dynamic-cache'), __('Have the installation repaired on the dashboard. If it is in order, look for another cache in front of this site.', 'ai-wp-dynamic-cache'), $evidence)
            : new Finding('drop-in', FindingStatus::Warning, __('The home page does not come from the cache', 'ai-wp-dynamic-cache'), __('It was asked for three times in a row and rendered each time.', 'ai-wp-dynamic-cache'), __('Have the pages looked at: that says why it is not stored.', 'ai-wp-dynamic-cache'), $evidence);
    }
}
