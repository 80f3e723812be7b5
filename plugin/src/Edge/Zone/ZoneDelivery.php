<?php

/**
 * Brings purges from the outbox to Cloudflare, in cron: a few calls, then a pause, so that the smallest plan's rate (5
 * calls a minute) is kept; what collects meanwhile becomes one message. Repeating a purge does no harm, so a message of
 * which a part was taken is said again as a whole.
 */

declare(strict_types=1);

namespace DynamicCache\Edge\Zone;

use DynamicCache\Edge\Breaker;
use DynamicCache\Edge\EdgeFailure;
use DynamicCache\Edge\Outbox;
use DynamicCache\Edge\OutboxRow;
use DynamicCache\Edge\Trouble;

final class ZoneDelivery
{
    /** Seconds for one call. */
    private const TIMEOUT = 5.0;

    /** Seconds of pause for each call that was made. */
    private const SPACING = 12;

    /** Seconds, where Cloudflare names no time. */
    private const RATE_LIMIT_PAUSE = 60;

    /** Option: Unix seconds before which nothing is sent. */
    private const OPTION = 'dynamic_cache_zone_next';

    /** @param \Closure(): int $now Unix seconds */
    public function __construct(
        private readonly ZoneClient $client,
        private readonly Outbox $outbox,
        private readonly Breaker $breaker,
        private readonly \Closure $now,
    ) {}

    /**
     * Delivers the oldest message with those that can be said with it.
     *
     * @param list<string> $hosts of the site
     *
     * @return int|null Unix seconds of the next attempt; null: nothing is left to deliver
     */
    public function run(ZoneAccess $zone, array $hosts): ?int
    {
        $now = ($this->now)();
        $next = max(self::next(), $this->breaker->open_until());
        if ($next > $now) {
            return $this->outbox->next_due() === null ? null : $next;
        }
        $row = $this->outbox->claim($now);
        if ($row === null) {
            return $this->outbox->next_due();
        }
        $calls = ZoneCalls::of($row->message, $hosts);
        try {
            foreach ($calls as $call) {
                $this->client->purge($zone, $call, self::TIMEOUT);
            }
            $this->outbox->delivered($row);
            $this->breaker->reset();
            update_option(self::OPTION, $now + self::SPACING * count($calls), false);
        } catch (EdgeFailure $failure) {
            $this->put_off($row, $failure);
        }

        return $this->outbox->next_due() === null ? null : max(self::next(), $this->breaker->open_until());
    }

    private function put_off(OutboxRow $row, EdgeFailure $failure): void
    {
        $isLimit = $failure instanceof ZoneRefused && $failure->trouble === Trouble::ZoneRateLimited;
        if ($isLimit) {
            $until = ($this->now)() + ($failure->retryAfter ?? self::RATE_LIMIT_PAUSE);
            update_option(self::OPTION, $until, false);
        } else {
            $until = $this->breaker->trip(($this->now)());
        }
        $this->outbox->put_off($row, $until, $failure->getMessage());
    }

    /** Tries again at the next occasion, whatever went wrong before; the rate is kept. */
    public function forgive(): void
    {
        $this->breaker->reset();
    }

    private static function next(): int
    {
        $next = get_option(self::OPTION, 0);

        return is_numeric($next) ? (int) $next : 0;
    }
}
