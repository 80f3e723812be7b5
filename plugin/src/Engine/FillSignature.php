<?php

/**
 * `X-Dynamic-Cache-Fill`: proof that the Worker itself asks for a page, to store it. Only such a request is shown tags
 * and store marker. Form and bytes: contracts/src/fill.ts.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class FillSignature
{
    /** How far a fill's clock may be off, in seconds. */
    private const WINDOW = 300;

    /**
     * Whether a header value is genuine for this method and key, and its clock within the window.
     *
     * @param string $key cache key, 64 hex digits
     */
    public static function is_genuine(string $header, string $method, string $key, EdgeKeys $keys, int $now): bool
    {
        if (preg_match('/^v1;kid=([A-Za-z0-9_-]{1,64});ts=([1-9][0-9]{9});mac=([0-9a-f]{64})$/D', $header, $match) !== 1) {
            return false;
        }
        [, $kid, $time, $mac] = $match;
        $message = LengthPrefixed::join(['fill1', $kid, $method, $key, $time]);
        $isGenuine = hash_equals(hash_hmac('sha256', $message, $keys->fillKey), $mac);

        return $isGenuine && $kid === $keys->kid && abs($now - (int) $time) <= self::WINDOW;
    }
}
