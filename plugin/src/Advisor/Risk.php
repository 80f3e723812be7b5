<?php

/** How likely it is that a page shows one visitor what belongs to another when it is stored. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

enum Risk: string
{
    case Low = 'low';
    case Medium = 'medium';
    case High = 'high';

    public function rank(): int
    {
        return match ($this) {
            self::Low => 0,
            self::Medium => 1,
            self::High => 2,
        };
    }
}
