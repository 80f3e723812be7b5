<?php

/** How to reach Redis. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class RedisSettings
{
    public function __construct(
        public readonly string $host,
        public readonly int $port,
        public readonly bool $tls,
        public readonly string $username,
        public readonly Secret $password,
        public readonly string $prefix,
        public readonly bool $cluster,
    ) {}

    public static function from(Document $redis, Secret $password): self
    {
        return new self(
            $redis->text('host'),
            $redis->int('port'),
            $redis->bool('tls'),
            $redis->text('username'),
            $password,
            $redis->text('prefix'),
            $redis->bool('cluster'),
        );
    }
}
