<?php

/**
 * The pages of a site move to Redis, or away from it. A Redis is tried out before the drop-in is told of it, and one that
 * was left keeps nothing of the site. That nothing old comes back from the new place is DropinConfig's part.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Settings\Settings;
use DynamicCache\Settings\Strategy;
use DynamicCache\Store\RedisServer;
use DynamicCache\Store\RedisStores;
use DynamicCache\Store\StoreFailure;

final class StoreSwitch
{
    /**
     * @param string $dir the cache folder
     * @param string $site blog id
     */
    public function __construct(
        private readonly string $dir,
        private readonly string $site,
        private readonly Settings $old,
        private readonly Settings $new,
    ) {}

    /** @throws UnableToUseStore */
    public function prepare(): void
    {
        if (!$this->is_needed()) {
            return;
        }
        if ($this->new->strategy === Strategy::ObjectCache && $this->new->redis->host === '') {
            throw UnableToUseStore::without_host();
        }
        try {
            $server = self::redis($this->new);
            if ($server !== null) {
                (new RedisStores($this->dir, $server))->try_out($this->site, time());
            }
        } catch (StoreFailure $failure) {
            throw UnableToUseStore::because($failure->getMessage(), $failure);
        }
    }

    /** Pages that cannot be deleted there end by themselves. */
    public function complete(): void
    {
        try {
            $left = $this->old->enabled ? self::redis($this->old) : null;
            if ($left !== null && (!$this->new->enabled || self::place($this->new) !== self::place($this->old))) {
                (new RedisStores($this->dir, $left))->forget($this->site);
            }
        } catch (StoreFailure $failure) {
            error_log('AI WP Dynamic Cache: change of the store: ' . $failure->getMessage());
        }
    }

    private function is_needed(): bool
    {
        return $this->new->enabled && (!$this->old->enabled || self::place($this->new) !== self::place($this->old));
    }

    /** Differs for places that hold different pages. */
    private static function place(Settings $settings): string
    {
        $server = self::redis($settings);

        return $server === null ? 'disk' : "{$server->connection()} {$server->prefix}" . ($server->isCluster ? ' cluster' : '');
    }

    private static function redis(Settings $settings): ?RedisServer
    {
        return $settings->store() === 'redis' ? $settings->redis->server() : null;
    }
}
