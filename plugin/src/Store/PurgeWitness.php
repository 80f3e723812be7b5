<?php

/**
 * What the purge log of one site says, for pages of other sites that show something of it (NetworkPageStore).
 * Loaded before WordPress: no WordPress function, no autoloader.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

interface PurgeWitness
{
    /**
     * Everything that was said since a position, and as much of what was said before as the log still has. Null when that
     * cannot be known: there is no usable log, it is of another epoch, or a sweep has forgotten a part. Never throws.
     */
    public function history(Token $since): ?PurgeHistory;
}
