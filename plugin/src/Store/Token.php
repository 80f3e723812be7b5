<?php

/** A position in a site's purge log. Positions of different epochs do not compare. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class Token
{
    /**
     * @param string $epoch 32 hex digits, random, made with the log
     * @param int $sequence grows with every record of the log
     */
    public function __construct(public readonly string $epoch, public readonly int $sequence) {}
}
