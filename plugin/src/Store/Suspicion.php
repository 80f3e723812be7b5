<?php

/** An open suspect record of the purge log; PageStore::purge() settles it. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class Suspicion
{
    /** Seconds after which an unsettled suspicion means that its process died; its tags then count as purged. */
    public const EXPIRES_AFTER = 30;

    public function __construct(public readonly string $id) {}
}
