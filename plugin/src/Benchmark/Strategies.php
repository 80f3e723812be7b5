<?php

/** Which strategies this host can run, and with what store each of them is measured. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Install\Paths;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\Strategy;
use DynamicCache\Store\RedisServer;
use DynamicCache\Store\RedisStores;
use DynamicCache\Store\StoreFailure;

final class Strategies
{
    public function __construct(private readonly Paths $paths, private readonly Settings $settings) {}

    /** @return list<Strategy> in the order of the contract */
    public function possible(): array
    {
        return array_values(array_filter(Strategy::cases(), fn(Strategy $strategy): bool => $this->is_possible($strategy)));
    }

    /** A Redis that does not answer now is none. */
    public function is_possible(Strategy $strategy): bool
    {
        return match ($strategy) {
            Strategy::OriginDisk => true,
            Strategy::ObjectCache => $this->settings->redis->host !== '' && $this->has_redis(),
            // Probes do not pass a Worker yet.
            Strategy::EdgeBalanced, Strategy::EdgeR2 => false,
        };
    }

    /** Where the pages of a strategy are; null = on disk. */
    public function redis(Strategy $strategy): ?RedisServer
    {
        return $strategy === Strategy::OriginDisk ? null : $this->settings->redis->server();
    }

    private function has_redis(): bool
    {
        try {
            (new RedisStores($this->paths->cache_dir(), $this->settings->redis->server()))->try_out((string) get_current_blog_id(), time());

            return true;
        } catch (StoreFailure) {
            return false;
        }
    }
}
