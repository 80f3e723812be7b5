<?php

/**
 * Whether a stored page may be sent by a web server that knows nothing but its file: a plain address, the one media type,
 * no header beyond those of the generated rules, and no time of its own at which it becomes wrong. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\Engine\CacheKey;
use DynamicCache\Engine\Config;
use DynamicCache\Engine\LengthPrefixed;
use DynamicCache\Store\Page;

final class Candidate
{
    /** Seconds by which a whole life may look shorter: a page is dated when its render ends, its life begins before. */
    private const RENDER_SECONDS = 120;

    /** Header lines that say again what core prints into the head of the same page. */
    private const REPEATED = '#^(?:x-pingback:|link:\s*<[^>]*>;\s*rel="?(?:https://api\.w\.org/|alternate|shortlink)"?(?:\s*;|\s*$))#i';

    private const TYPE = '#^content-type:\s*text/html;\s*charset="?utf-8"?\s*$#i';

    /** The page's name in the tree (LinkName), or what stands against it. */
    public static function name(Page $page, Config $config): string|Hindrance
    {
        if ($page->status !== 200) {
            return Hindrance::Status;
        }
        if ($page->revision !== $config->revision) {
            return Hindrance::Revision;
        }
        // It is purged by the log of another site as well, which the tree does not follow.
        if ($page->others !== []) {
            return Hindrance::OtherSite;
        }
        // A shorter life has a reason: a sale that ends, a code in a form, a response that says so.
        if ($page->expiresAt - $page->storedAt < $config->ttl->page - self::RENDER_SECONDS) {
            return Hindrance::Lifetime;
        }

        return self::header_hindrance($page) ?? self::name_of($page->canonical, $config);
    }

    private static function header_hindrance(Page $page): ?Hindrance
    {
        $types = 0;
        foreach ($page->headers as $line) {
            if (preg_match(self::TYPE, $line) === 1) {
                $types++;
            } elseif (stripos($line, 'content-type:') === 0) {
                return Hindrance::Type;
            } elseif (preg_match(self::REPEATED, $line) !== 1) {
                return Hindrance::Header;
            }
        }

        return $types === 1 ? null : Hindrance::Type;
    }

    /** The canonical string is put together again from what it would be without query and variant. */
    private static function name_of(string $canonical, Config $config): string|Hindrance
    {
        $front = "dck1\n" . LengthPrefixed::join([$config->site, $config->scheme, $config->host]);
        if (!str_starts_with($canonical, $front) || preg_match('/\G([0-9]{1,5}):/', $canonical, $match, 0, strlen($front)) !== 1) {
            return Hindrance::Address;
        }
        $path = substr($canonical, strlen($front) + strlen($match[0]), (int) $match[1]);
        $rest = substr($canonical, strlen($front . $match[0] . $path));
        if ($rest !== "\n0:\n0:\n0:\n0:\n0:\n") {
            return str_starts_with($rest, "\n0:\n") ? Hindrance::Variant : Hindrance::Query;
        }

        return CacheKey::path($path) === $path ? LinkName::of($path) ?? Hindrance::Path : Hindrance::Path;
    }
}
