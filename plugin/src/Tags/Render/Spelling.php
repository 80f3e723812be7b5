<?php

/**
 * WordPress answers `/HELLO-WORLD/`, `/hello-world!/` and `/hello-world%20/` with the page of `/hello-world/`, and does
 * not redirect. Somebody who makes up such addresses would fill the store with copies: they are served, and not kept.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Render;

use DynamicCache\Engine\CacheKey;
use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;

final class Spelling
{
    public static function boot(Fill $fill): void
    {
        // Behind redirect_canonical().
        add_action('template_redirect', static function () use ($fill): void {
            $uri = $_SERVER['REQUEST_URI'] ?? '';
            if (self::is_another(is_string($uri) ? $uri : '', self::own_address(get_queried_object()))) {
                $fill->refuse(Reason::Path);
            }
        }, 11, 0);
    }

    /**
     * Whether an address is spelled otherwise than the own one of what it shows, and differs from it in nothing but
     * letter case and signs. Another address altogether is none of its spellings: plugins have good reasons for those.
     *
     * @param string $requested path and query as received
     * @param string $own path of the permalink; empty when there is none
     */
    public static function is_another(string $requested, string $own): bool
    {
        $asked = CacheKey::path(explode('?', $requested, 2)[0]);
        $right = CacheKey::path($own);

        return $asked !== null && $right !== null
            && !str_starts_with($asked, $right)
            && str_starts_with(self::bare($asked), self::bare($right));
    }

    /** Letters, digits, slashes and everything that is no ASCII; in lower case. */
    private static function bare(string $path): string
    {
        return (string) preg_replace('#[^a-z0-9/\x80-\xff]+#', '', strtolower(rawurldecode($path)));
    }

    private static function own_address(mixed $shown): string
    {
        $address = match (true) {
            $shown instanceof \WP_Post => get_permalink($shown),
            $shown instanceof \WP_Term => get_term_link($shown),
            $shown instanceof \WP_User => get_author_posts_url($shown->ID),
            default => '',
        };
        $path = is_string($address) ? wp_parse_url($address, PHP_URL_PATH) : '';

        return is_string($path) ? $path : '';
    }
}
