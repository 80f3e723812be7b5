<?php

/** What Redis says of itself (`INFO`), as far as it matters for pages. */

declare(strict_types=1);

namespace DynamicCache\Findings\Redis;

use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;

final class RedisInfo
{
    /** The oldest version whose scripts reach replicas as what they did (effects), not as text. */
    private const OLDEST = '5.0';

    private function __construct(
        private readonly string $version,
        private readonly int $limit,
        private readonly int $used,
        private readonly string $policy,
    ) {}

    public static function parse(string $info): self
    {
        $text = static fn(string $name): string => preg_match("/^{$name}:([A-Za-z0-9._-]{1,40})\r?$/m", $info, $match) === 1 ? $match[1] : '';

        return new self($text('redis_version'), (int) $text('maxmemory'), (int) $text('used_memory'), $text('maxmemory_policy'));
    }

    /** @return list<Finding> */
    public function findings(): array
    {
        return [...$this->version(), ...$this->memory()];
    }

    /** @return list<Finding> */
    private function version(): array
    {
        if ($this->version === '') {
            return [];
        }
        /* translators: %s: version */
        $title = sprintf(__('Redis %s', 'ai-wp-dynamic-cache'), $this->version);

        return [version_compare($this->version, self::OLDEST, '<')
            ? new Finding('redis-version', FindingStatus::Bad, $title, __('This version is too old.', 'ai-wp-dynamic-cache'), __('Update Redis.', 'ai-wp-dynamic-cache'))
            : new Finding('redis-version', FindingStatus::Good, $title)];
    }

    /** @return list<Finding> */
    private function memory(): array
    {
        if ($this->policy === '') {
            return [];
        }
        if ($this->limit === 0) {
            return [new Finding('redis-memory', FindingStatus::Warning, __('The memory of Redis has no limit', 'ai-wp-dynamic-cache'), __('It grows until the machine has none left.', 'ai-wp-dynamic-cache'), __('Set maxmemory, and maxmemory-policy to allkeys-lru.', 'ai-wp-dynamic-cache'), "maxmemory-policy {$this->policy}")];
        }
        /* translators: 1: an amount of bytes, 2: an amount of bytes */
        $title = sprintf(__('Redis uses %1$s of %2$s', 'ai-wp-dynamic-cache'), (string) size_format($this->used, 1), (string) size_format($this->limit, 1));

        return [$this->policy === 'noeviction'
            ? new Finding('redis-memory', FindingStatus::Warning, $title, __('When it is full it refuses new pages instead of dropping old ones.', 'ai-wp-dynamic-cache'), __('Set maxmemory-policy to allkeys-lru.', 'ai-wp-dynamic-cache'), "maxmemory-policy {$this->policy}")
            : new Finding('redis-memory', FindingStatus::Good, $title, __('When it is full it drops entries to make room.', 'ai-wp-dynamic-cache'), '', "maxmemory-policy {$this->policy}")];
    }
}
