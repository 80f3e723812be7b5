<?php

/** How far somebody is behind: what waits, since when, why, and until when. */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Store\Token;

final class Backlog
{
    /**
     * @param int|null $since Unix seconds at which the oldest message was written; null when none waits
     * @param int|null $nextTry Unix seconds; null when none waits
     * @param string $error of the oldest message, a word with more; empty when nobody tried yet
     * @param Token|null $oldest where the oldest message stands in this site's purge log, where it is known
     */
    public function __construct(
        public readonly int $count,
        public readonly ?int $since = null,
        public readonly ?int $nextTry = null,
        public readonly string $error = '',
        public readonly ?Token $oldest = null,
    ) {}

    /** For who asks how many wait, not why. */
    public function without_error(): self
    {
        return new self($this->count, $this->since, $this->nextTry, '', $this->oldest);
    }

    public static function none(): self
    {
        return new self(0);
    }
}
