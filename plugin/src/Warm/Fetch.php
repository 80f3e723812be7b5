<?php

/** The way out of this host to a page: one GET, one answer. The only part of this folder that touches the network. */

declare(strict_types=1);

namespace DynamicCache\Warm;

interface Fetch
{
    /**
     * Follows no redirect and sends no cookie.
     *
     * @param bool $isOwnHost this site itself, whose certificate core does not ask for on the way to itself
     * @param float $seconds for everything together
     *
     * @throws UnableToFetch
     */
    public function get(string $url, bool $isOwnHost, float $seconds): Fetched;
}
