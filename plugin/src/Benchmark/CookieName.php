<?php

/** Names of core's cookies on this site, which core keeps in constants with a hash of the address. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

final class CookieName
{
    public static function logged_in(): string
    {
        return self::constant('LOGGED_IN_COOKIE');
    }

    /** Of somebody who has commented. */
    public static function commenter(): string
    {
        return 'comment_author_' . self::constant('COOKIEHASH');
    }

    /** Of somebody with a cart. */
    public static function shop_session(): string
    {
        return 'wp_woocommerce_session_' . self::constant('COOKIEHASH');
    }

    private static function constant(string $name): string
    {
        $value = defined($name) ? constant($name) : '';

        return is_string($value) ? $value : '';
    }
}
