<?php

/**
 * How risky it is to store a page, from its address, its kind and what became of its last render. The riskiest first;
 * of equal risk the one with the most visits.
 */

declare(strict_types=1);

namespace DynamicCache\Advisor\Rules;

use DynamicCache\Advisor\AdviceSource;
use DynamicCache\Advisor\Change;
use DynamicCache\Advisor\Facts;
use DynamicCache\Advisor\PageFact;
use DynamicCache\Advisor\Risk;
use DynamicCache\Advisor\Suggestion;
use DynamicCache\Engine\Reason;

final class RouteRules
{
    /** Parts of a path that name what belongs to one visitor, as shops, forums and member sites call them. */
    private const PERSONAL = [
        'account', 'basket', 'cart', 'checkout', 'dashboard', 'favorites', 'favourites', 'inbox', 'invoices', 'login',
        'logout', 'members-area', 'my-account', 'my-profile', 'order-received', 'orders', 'profile', 'warenkorb', 'kasse', 'wishlist',
    ];

    /** The last render was not stored because it was made for one visitor. */
    private const FOR_ONE = [Reason::SetCookie, Reason::LoggedIn, Reason::Reflected, Reason::VariesByDevice, Reason::Vary];

    /** @return list<Suggestion> one for every page */
    public static function suggestions(Facts $facts): array
    {
        $pages = $facts->pages;
        usort($pages, static fn(PageFact $a, PageFact $b): int => [self::risk($b)->rank(), $b->hits, $a->url] <=> [self::risk($a)->rank(), $a->hits, $b->url]);

        return array_map(static fn(PageFact $page): Suggestion => self::suggestion($page, $facts), $pages);
    }

    public static function suggestion(PageFact $page, Facts $facts): Suggestion
    {
        $risk = self::risk($page);

        return new Suggestion(AdviceSource::Rules, $page->path, $risk->value, self::reason($page, $risk), self::change($page, $risk, $facts));
    }

    public static function risk(PageFact $page): Risk
    {
        return match (true) {
            self::is_personal($page->path) => Risk::High,
            in_array($page->reason, self::FOR_ONE, true) => Risk::Medium,
            default => Risk::Low,
        };
    }

    /** Only what is risky is kept out. */
    public static function change(PageFact $page, Risk $risk, Facts $facts): ?Change
    {
        $isFixed = in_array(Change::EXCLUDE, $facts->fixed, true);

        return $risk === Risk::High && !$isFixed ? Change::exclusion($page->path, $facts->excluded) : null;
    }

    private static function is_personal(string $path): bool
    {
        return array_intersect(explode('/', strtolower($path)), self::PERSONAL) !== [];
    }

    private static function reason(PageFact $page, Risk $risk): string
    {
        return match ($risk) {
            Risk::High => __('Addresses of this name usually show what belongs to one visitor. Keep the page out of the cache unless you know that it shows everybody the same.', 'ai-wp-dynamic-cache'),
            Risk::Medium => sprintf(
                /* translators: %s: reason word, such as set-cookie */
                __('The last render was not stored because it was made for one visitor (%s). It is safe as it is; a variant or a change of the plugin behind it would make the page storable.', 'ai-wp-dynamic-cache'),
                $page->reason->value,
            ),
            Risk::Low => __('Nothing in its address or in its last render points to one visitor.', 'ai-wp-dynamic-cache'),
        };
    }
}
