<?php

/**
 * `X-Dynamic-Cache-Refresh`: proof that the site itself asks for a page to be rendered anew, so that no stranger can make
 * it render. Worth nothing for another page, or a few minutes later.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class RefreshSignature
{
    public const HEADER = 'X-Dynamic-Cache-Refresh';

    /** A request may stand in the queue of a small host for a while. Seconds. */
    private const WINDOW = 120;

    /**
     * @param string $key cache key, 64 hex digits
     * @param string $secret of the site, hex
     */
    public static function sign(string $key, #[\SensitiveParameter] string $secret, int $now): string
    {
        return "v1;ts={$now};mac=" . hash_hmac('sha256', LengthPrefixed::join(['refresh1', $key, (string) $now]), $secret);
    }

    /** Whether a header value is genuine for this key, and of now. */
    public static function is_genuine(string $header, string $key, #[\SensitiveParameter] string $secret, int $now): bool
    {
        return preg_match('/^v1;ts=([1-9][0-9]{9});mac=[0-9a-f]{64}$/D', $header, $match) === 1
            && hash_equals(self::sign($key, $secret, (int) $match[1]), $header)
            && abs($now - (int) $match[1]) <= self::WINDOW;
    }
}
