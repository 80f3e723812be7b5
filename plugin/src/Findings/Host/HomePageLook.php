<?php

/** The home page as a stranger gets it: its time, and cookies that every visitor is given. */

declare(strict_types=1);

namespace DynamicCache\Findings\Host;

use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Findings\Loopback;
use DynamicCache\Findings\SelfTest;
use DynamicCache\Findings\UnableToReachSite;

final class HomePageLook
{
    /** @return list<Finding> */
    public static function findings(Loopback $loopback): array
    {
        try {
            $reply = $loopback->get(home_url('/'));
        } catch (UnableToReachSite $failure) {
            return [SelfTest::unreachable($failure)];
        }
        $cookies = $reply->cookie_names();
        $isFine = $reply->status === 200;

        return [
            $isFine
                /* translators: %s: number of milliseconds */
                ? new Finding('home-page', FindingStatus::Good, sprintf(__('The home page takes %s ms', 'ai-wp-dynamic-cache'), number_format_i18n($reply->ms)), '', '', self::said($reply->header('x-dynamic-cache')))
                : new Finding('home-page', FindingStatus::Warning, __('A stranger does not get the home page', 'ai-wp-dynamic-cache'), __('Only pages that answer with 200 are cached.', 'ai-wp-dynamic-cache'), __('Open the site in a private window of your browser and see.', 'ai-wp-dynamic-cache'), "HTTP {$reply->status}"),
            ...($cookies === [] ? [] : [new Finding(
                'home-page-cookie',
                FindingStatus::Warning,
                __('Every visitor is given a cookie', 'ai-wp-dynamic-cache'),
                __('A theme or plugin sets it on the home page, mostly by starting a session. A page that sets a cookie belongs to one visitor and is not stored.', 'ai-wp-dynamic-cache'),
                __('Find the plugin by the name of the cookie, and have it start its session only where it needs one.', 'ai-wp-dynamic-cache'),
                implode(', ', $cookies),
            )]),
        ];
    }

    private static function said(string $header): string
    {
        return $header === '' ? '' : "X-Dynamic-Cache: {$header}";
    }
}
