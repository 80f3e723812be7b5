<?php

/** What one flush threw away; the argument of the action `dynamic_cache_purged`. */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Store\Token;

final class Purged
{
    /**
     * @param list<string> $tags sorted; `['site']` when everything went
     * @param list<string> $urls as they were asked for
     * @param Token|null $token the purge's position in the site's log; null when the store could not be reached
     * @param int $record its row in the list of purges; 0: there is none
     * @param bool $isSoft the pages have expired, and may be shown once more while they are rendered anew
     */
    public function __construct(
        public readonly array $tags,
        public readonly array $urls,
        public readonly bool $everything,
        public readonly ?Token $token,
        public readonly int $record = 0,
        public readonly bool $isSoft = false,
    ) {}
}
