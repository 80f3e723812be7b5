<?php

/** Query parameters that many sites meet, and those that this WordPress itself answers to. */

declare(strict_types=1);

namespace DynamicCache\Findings\Preview;

final class KnownQueries
{
    /** Names by who adds them; each tells where a visitor came from. */
    private const TRACKING = [
        'utm_source utm_medium utm_campaign utm_term utm_content utm_id' => 'Google Analytics',
        'gclid gclsrc gad_source gad_campaignid gbraid wbraid dclid _ga _gl srsltid' => 'Google',
        'fbclid' => 'Facebook',
        'igshid' => 'Instagram',
        'msclkid' => 'Microsoft',
        'ttclid' => 'TikTok',
        'twclid' => 'X',
        'li_fat_id' => 'LinkedIn',
        'yclid' => 'Yandex',
        'mc_cid mc_eid' => 'Mailchimp',
        '_hsenc _hsmi' => 'HubSpot',
        '_kx' => 'Klaviyo',
        'mtm_campaign mtm_keyword mtm_source mtm_medium pk_campaign pk_kwd pk_source' => 'Matomo',
        'ref' => 'Referral',
    ];

    /** What a shop lists differently for. */
    private const SHOP = 'orderby min_price max_price rating_filter filter_color filter_size product-page add-to-cart wc-ajax currency variation_id attribute_pa_color';

    /** @return list<Candidate> */
    public static function candidates(): array
    {
        $found = [];
        foreach (self::TRACKING as $names => $label) {
            foreach (explode(' ', $names) as $name) {
                $found[$name] = new Candidate($name, $label);
            }
        }
        foreach (explode(' ', self::SHOP) as $name) {
            $found[$name] = new Candidate($name, 'WooCommerce', true);
        }
        foreach (self::of_wordpress() as $name) {
            $found[$name] = new Candidate($name, 'WordPress', true);
        }

        return array_values($found);
    }

    /** @return list<string> plugins add to them */
    private static function of_wordpress(): array
    {
        $wordpress = $GLOBALS['wp'] ?? null;
        $names = $wordpress instanceof \WP ? $wordpress->public_query_vars : [];

        return array_values(array_filter([...$names, 'preview', 'replytocom', 'ver'], is_string(...)));
    }
}
