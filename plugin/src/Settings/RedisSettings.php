<?php

/** How to reach Redis. */

declare(strict_types=1);

namespace DynamicCache\Settings;

use DynamicCache\Store\RedisServer;

final class RedisSettings
{
    /** @param string $authorities file with the certificates of authorities to trust; '' = those of the system */
    public function __construct(
        public readonly string $host,
        public readonly int $port,
        public readonly bool $tls,
        public readonly string $username,
        public readonly Secret $password,
        public readonly string $prefix,
        public readonly bool $cluster,
        public readonly string $authorities = '',
    ) {}

    /** As the page store and the drop-in know it. */
    public function server(): RedisServer
    {
        return new RedisServer(
            $this->host,
            $this->port,
            $this->tls,
            $this->username,
            $this->password->reveal(),
            $this->prefix,
            $this->cluster,
            $this->authorities,
            self::library(),
        );
    }

    /** The loader of Predis, which comes with the plugin for PHP without an extension; '' in a copy without it. */
    public static function library(): string
    {
        $path = dirname(__DIR__, 2) . '/lib/autoload.php';

        return is_file($path) ? $path : '';
    }

    /** Whoever runs Redis with certificates of their own says in wp-config.php where their authority is. */
    private static function authorities(): string
    {
        $file = defined('DYNAMIC_CACHE_REDIS_CA_FILE') ? constant('DYNAMIC_CACHE_REDIS_CA_FILE') : getenv('DYNAMIC_CACHE_REDIS_CA_FILE');

        return is_string($file) ? $file : '';
    }

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
            self::authorities(),
        );
    }
}
