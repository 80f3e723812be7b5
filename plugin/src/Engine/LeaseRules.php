<?php

/** How long visitors wait for a page that somebody else is rendering for them, and how many do at the same time. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class LeaseRules
{
    /** Milliseconds; nobody waits longer, whatever the configuration says. */
    public const LONGEST_WAIT = 3000;

    /**
     * Waiting keeps a process of the web server busy, but never longer than the render would that it saves.
     */
    public const MOST_WAITERS = 64;

    /**
     * @param int $waitMillis 0 = nobody waits
     * @param int $waiters of this site, on this host
     */
    public function __construct(
        public readonly int $waitMillis = self::LONGEST_WAIT,
        public readonly int $waiters = self::MOST_WAITERS,
    ) {}

    /**
     * @param Json|null $rules null in a configuration of an earlier version
     *
     * @throws UnableToReadConfig
     */
    public static function parse(?Json $rules): self
    {
        return $rules === null ? new self() : new self(
            min(self::LONGEST_WAIT, $rules->integer('wait_ms')),
            min(self::MOST_WAITERS, $rules->integer('waiters')),
        );
    }
}
