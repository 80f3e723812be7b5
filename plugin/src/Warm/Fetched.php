<?php

/** What came back: the status, and what the caches on the way said. */

declare(strict_types=1);

namespace DynamicCache\Warm;

final class Fetched
{
    /**
     * @param string $said `X-Dynamic-Cache`, empty when there was none
     * @param string $cacheStatus `Cache-Status` (RFC 9211)
     */
    public function __construct(
        public readonly int $status,
        public readonly string $said,
        public readonly string $cacheStatus,
    ) {}

    /** Whether the cache of this name has the page now: it came from there, or was just stored there. */
    public function is_kept_by(string $cache): bool
    {
        foreach (explode(',', $this->cacheStatus) as $member) {
            $words = array_map(trim(...), explode(';', $member));
            if ($words[0] === $cache) {
                return in_array('hit', $words, true) || in_array('stored', $words, true);
            }
        }

        return false;
    }
}
