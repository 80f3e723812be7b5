<?php

/** Who has to hear of a purge; contracts/src/outbox.ts is the same list. Each has rows of its own in the outbox. */

declare(strict_types=1);

namespace DynamicCache\Edge;

enum Recipient: string
{
    case Worker = 'worker';

    /** The cache of the Cloudflare zone, which the site has beside its Worker or without one. */
    case Zone = 'zone';

    /** Column `kind` of a message. */
    public function kind(): string
    {
        return $this === self::Worker ? 'purge' : 'zone';
    }

    /** Column `kind` of a suspicion: due when the process that had it died, as in the page store. */
    public function held(): string
    {
        return $this === self::Worker ? 'held' : 'zone-held';
    }
}
