<?php

/**
 * The word by which the site knows a request of its own: signed with its salts, good for a minute, stored nowhere, so
 * that nothing stays behind when a look is cut off. Needs pluggable.php, which WordPress loads after the plugins.
 */

declare(strict_types=1);

namespace DynamicCache\Findings;

final class LookToken
{
    public const HEADER = 'X-Dynamic-Cache-Look';

    private const SECONDS = 60;

    /** Two web heads of one site need not agree on the second. */
    private const SKEW = 5;

    /** @param int $now Unix seconds */
    public static function make(int $now): string
    {
        $expires = $now + self::SECONDS;

        return "{$expires}." . self::mac((string) $expires);
    }

    public static function is_genuine(string $token, int $now): bool
    {
        if (preg_match('/\A([1-9][0-9]{9})\.([0-9a-f]{64})\z/', $token, $match) !== 1 || !hash_equals(self::mac($match[1]), $match[2])) {
            return false;
        }
        $left = (int) $match[1] - $now;

        return $left > 0 && $left <= self::SECONDS + self::SKEW;
    }

    private static function mac(string $expires): string
    {
        return hash_hmac('sha256', 'dynamic-cache/v1/look:' . get_current_blog_id() . ":{$expires}", wp_salt('nonce'));
    }
}
