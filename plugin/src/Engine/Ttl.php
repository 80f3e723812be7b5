<?php

/** Lifetimes in seconds. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Ttl
{
    /**
     * @param int $notFound of a 404; 0 = never stored
     * @param int $grace for how long after its time a page may be shown while it is rendered anew
     */
    public function __construct(
        public readonly int $page,
        public readonly int $notFound,
        public readonly int $browser,
        public readonly int $grace,
    ) {}

    /** @throws UnableToReadConfig */
    public static function parse(Json $ttl): self
    {
        return new self($ttl->integer('page'), $ttl->integer('not_found'), $ttl->integer('browser'), $ttl->integer('grace'));
    }

    /** How long a response of this status may live at most; 0 = it is not stored. */
    public function for_status(int $status): int
    {
        return match ($status) {
            200 => $this->page,
            404 => $this->notFound,
            default => 0,
        };
    }
}
