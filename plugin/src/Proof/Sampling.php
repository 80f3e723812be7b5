<?php

/**
 * Which pages of those that visitors were answered with are checked. Runs when cron has folded the count log, so that no
 * hit pays for it: the counter has written its key already. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Proof;

final class Sampling
{
    /** @param \Closure(): float $dice from 0 to below 1 */
    public function __construct(private readonly \Closure $dice) {}

    /**
     * Each hit has the same chance; a page that is drawn several times is checked once.
     *
     * @param array<array-key, int> $hits first 16 hex digits of the key → visits
     * @param float $rate 0 to 1
     * @param int $room pages at most; when more are drawn, who is left out is a matter of chance too
     *
     * @return list<string> first 16 hex digits of keys
     */
    public function draw(array $hits, float $rate, int $room): array
    {
        $drawn = [];
        foreach ($hits as $key => $count) {
            // At least one of them is drawn.
            if (($this->dice)() < 1 - (1 - $rate) ** $count) {
                $drawn[(string) $key] = ($this->dice)();
            }
        }
        asort($drawn);

        return array_map(strval(...), array_slice(array_keys($drawn), 0, max(0, $room)));
    }
}
