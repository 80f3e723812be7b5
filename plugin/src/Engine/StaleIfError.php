<?php

/**
 * WordPress answered with an error, and an old page is there that nothing has changed since: the visitor gets that one
 * (RFC 5861, stale-if-error). Runs inside the recorder's output callback.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class StaleIfError
{
    /** Whether WordPress itself failed, which says nothing about the page. */
    public static function is_failure(Rendering $rendering, Reason $refusal): bool
    {
        return in_array($rendering->status, [500, 502, 503, 504], true)
            || $refusal === Reason::Fatal
            || $refusal === Reason::DbError;
    }

    /** Puts the old page's status and headers in place, and returns its body; null when there is none, or it is too late. */
    public static function send(Stored $stored, Rendering $rendering, Reason $refusal): ?string
    {
        $isWhole = ($rendering->phase & PHP_OUTPUT_HANDLER_FINAL) !== 0 && !headers_sent();
        if (!$isWhole || !self::is_failure($rendering, $refusal)) {
            return null;
        }
        $reply = $stored->instead(time(), $rendering->status, $refusal);
        if ($reply === null) {
            return null;
        }
        header_remove();
        http_response_code($reply->status);
        Output::headers($reply->headers);

        return $reply->body;
    }
}
