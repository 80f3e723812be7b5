<?php

/** The right to render a page, until it is given back, its process ends, or LIFETIME is over. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class Lease
{
    /** Seconds after which a renderer counts as hung, and another may begin. */
    public const LIFETIME = 30;

    /**
     * @param string $key lower-case hex
     * @param string $id names this holding of it; '' = nobody keeps leases here, and everybody gets one
     */
    public function __construct(public readonly string $key, public readonly string $id) {}

    /** Whether somebody who took it at a time must be hung. A time in the future means that the clock was set back. */
    public static function is_over(int $takenAt, int $now): bool
    {
        return abs($now - $takenAt) > self::LIFETIME;
    }
}
