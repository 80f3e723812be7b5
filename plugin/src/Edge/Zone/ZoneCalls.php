<?php

/** One message as calls of Cloudflare's purge API. Pure. */

declare(strict_types=1);

namespace DynamicCache\Edge\Zone;

use DynamicCache\Edge\PurgeMessage;

final class ZoneCalls
{
    /**
     * Tags or addresses of one call. Cloudflare's table of limits ("Purge cache", developers.cloudflare.com/cache) allows
     * 100 today; it was 30 for years, in its API reference too, which every plan takes.
     */
    public const PER_CALL = 30;

    /** What would take more calls is said in one, by host: the smallest plan has 25 calls to begin with, and 5 a minute. */
    private const MOST = 5;

    /**
     * @param list<string> $hosts of the site: what "everything" means in a zone that others share
     *
     * @return non-empty-list<array{tags?: list<string>, files?: list<string>, hosts?: list<string>}>
     */
    public static function of(PurgeMessage $message, array $hosts): array
    {
        $calls = [
            ...array_map(static fn(array $tags): array => ['tags' => $tags], array_chunk($message->tags, self::PER_CALL)),
            ...array_map(static fn(array $urls): array => ['files' => $urls], array_chunk($message->urls, self::PER_CALL)),
        ];

        return $message->everything || $calls === [] || count($calls) > self::MOST ? [['hosts' => $hosts]] : $calls;
    }
}
