<?php

/** Time as it goes by for somebody who waits. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Pace
{
    /**
     * @param \Closure(): int $now Unix seconds
     * @param \Closure(): float $seconds of a clock that is never set
     * @param \Closure(int<0, max>): void $sleep microseconds
     */
    public function __construct(
        public readonly \Closure $now,
        public readonly \Closure $seconds,
        public readonly \Closure $sleep,
    ) {}

    public static function of_system(): self
    {
        return new self(time(...), static fn(): float => hrtime(true) / 1e9, usleep(...));
    }
}
