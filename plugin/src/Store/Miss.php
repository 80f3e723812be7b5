<?php

/** Why a store has no page to give. */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Reason;

final class Miss
{
    /** @param Page|null $page what lies under the key and cannot be used any more; only for who explains it */
    public function __construct(public readonly Reason $reason, public readonly ?Page $page = null) {}
}
