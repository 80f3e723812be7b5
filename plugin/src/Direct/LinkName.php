<?php

/**
 * The name of a page in the tree: its path as visitors send it, with a suffix that no path can end in, so that `/a`, `/a/`
 * and `/a.html` are three files. The web server makes the same name out of the request line without decoding anything. Pure.
 *
 * Only what is the same file everywhere is allowed: lower case, because some file systems fold it; no dot at either end of
 * a segment; bytes above ASCII as WordPress writes them into links (`%e3%81%82`). Any other spelling is answered by PHP.
 */

declare(strict_types=1);

namespace DynamicCache\Direct;

final class LinkName
{
    public const SUFFIX = '@.html';

    /** PCRE that never goes back and goes round once for a segment, for nginx and Apache as well. */
    public const PATH = '/(?:[a-z0-9_~-]++/?+|%[89a-f][0-9a-f]/?+|(?<!/)\.(?=[a-z0-9_~%-]))*+';

    /** Bytes; file systems take 255, less the suffix and `.gz`. */
    private const MAX_SEGMENT = 240;
    private const MAX_PATH = 1024;

    /**
     * Relative to the folder with the pages, without a leading slash; null when there is none for this path.
     *
     * @param string $path canonical (Engine\CacheKey::path())
     */
    public static function of(string $path): ?string
    {
        $sent = preg_replace_callback('/%[0-9A-F]{2}/', static fn(array $match): string => strtolower($match[0]), $path);
        if ($sent === null || strlen($sent) > self::MAX_PATH || preg_match('#^' . self::PATH . '$#D', $sent) !== 1) {
            return null;
        }
        foreach (explode('/', $sent) as $segment) {
            if (strlen($segment) > self::MAX_SEGMENT) {
                return null;
            }
        }

        return substr($sent, 1) . self::SUFFIX;
    }
}
