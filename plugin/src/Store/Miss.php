<?php

/** Why a store has no page to give. */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Reason;

final class Miss
{
    public function __construct(public readonly Reason $reason) {}
}
