<?php

/** Cookies that many sites meet. */

declare(strict_types=1);

namespace DynamicCache\Findings\Preview;

use DynamicCache\Engine\PhpName;

final class KnownCookies
{
    private const OF_FEW = [
        'wordpress_logged_in_0123456789abcdef0123456789abcdef' => 'WordPress',
        'wordpress_sec_0123456789abcdef0123456789abcdef' => 'WordPress',
        'wordpress_test_cookie' => 'WordPress',
        'wp-settings-1' => 'WordPress',
        'wp-settings-time-1' => 'WordPress',
        'wp-postpass_0123456789abcdef0123456789abcdef' => 'WordPress',
        'comment_author_0123456789abcdef0123456789abcdef' => 'WordPress',
        'PHPSESSID' => 'PHP',
        'woocommerce_items_in_cart' => 'WooCommerce',
        'woocommerce_cart_hash' => 'WooCommerce',
        'wp_woocommerce_session_0123456789abcdef0123456789abcdef' => 'WooCommerce',
        'woocommerce_recently_viewed' => 'WooCommerce',
        'edd_items_in_cart' => 'Easy Digital Downloads',
        'pll_language' => 'Polylang',
        'wp-wpml_current_language' => 'WPML',
        'wcml_client_currency' => 'WPML',
        'bp-activity-scope' => 'BuddyPress',
        'wfwaf-authcookie-0123456789abcdef' => 'Wordfence',
        'affwp_ref' => 'AffiliateWP',
        'mailchimp_landing_site' => 'Mailchimp',
    ];

    /** What analytics, consent banners and proxies give to everybody. */
    private const OF_ALL = [
        '_ga' => 'Google Analytics',
        '_ga_ABC123DEF4' => 'Google Analytics',
        '_gid' => 'Google Analytics',
        '_gcl_au' => 'Google Ads',
        '_fbp' => 'Facebook',
        '_pk_id.1.1fff' => 'Matomo',
        '_clck' => 'Microsoft Clarity',
        'hubspotutk' => 'HubSpot',
        'tk_ai' => 'Jetpack',
        '__cf_bm' => 'Cloudflare',
        'CookieConsent' => 'Cookiebot',
        'cookieyes-consent' => 'CookieYes',
        'cmplz_functional' => 'Complianz',
        'borlabs-cookie' => 'Borlabs Cookie',
        'OptanonConsent' => 'OneTrust',
    ];

    /** @return list<Candidate> by the names that PHP gives them, which is what the engine compares */
    public static function candidates(): array
    {
        $found = [];
        foreach (self::OF_FEW + self::OF_ALL as $name => $label) {
            $found[] = new Candidate(PhpName::of($name), $label, isset(self::OF_ALL[$name]));
        }

        return $found;
    }
}
