<?php

/** A page whose seal holds, with the body that was asked for: all that there is to know before it is sent. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class SealedPage
{
    /**
     * @param list<string> $lines as ReadyPage has them
     * @param int $browser `ttl.browser`, seconds
     * @param bool $isGzip which of both representations the body is
     */
    public function __construct(
        public readonly array $lines,
        public readonly int $browser,
        public readonly string $body,
        public readonly bool $isGzip,
    ) {}
}
