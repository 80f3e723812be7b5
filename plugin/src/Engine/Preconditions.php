<?php

/** Whether a client has the page already: RFC 9110 §13.2.2, for GET and HEAD. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Preconditions
{
    /**
     * @param string $etag of the representation that would be sent
     * @param int $modified Unix seconds
     */
    public static function is_unchanged(Request $request, string $etag, int $modified): bool
    {
        $tags = $request->header('if-none-match');
        if ($tags !== null) {
            return self::matches($tags, $etag);
        }
        $since = $request->header('if-modified-since');
        $since = $since === null ? null : HttpDate::parse($since);

        return $since !== null && $modified <= $since;
    }

    /** Weak comparison (§8.8.3.2): a web server that compresses on the way weakens our tag. */
    private static function matches(string $header, string $etag): bool
    {
        if (trim($header) === '*') {
            return true;
        }
        preg_match_all('/(?:W\/)?("[^"]*")/', $header, $matches);

        return in_array($etag, $matches[1], true);
    }
}
