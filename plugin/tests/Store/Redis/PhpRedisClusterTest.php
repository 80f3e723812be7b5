<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Redis;

use DynamicCache\Store\RedisClient;
use DynamicCache\Store\RedisServer;
use DynamicCache\Tests\Store\RedisStoreTestCase;

final class PhpRedisClusterTest extends RedisStoreTestCase
{
    private static RealCluster $redis;

    public static function setUpBeforeClass(): void
    {
        self::$redis = new RealCluster();
    }

    public static function tearDownAfterClass(): void
    {
        self::$redis->stop();
    }

    protected static function redis(): RealCluster
    {
        return self::$redis;
    }

    protected static function connect(RedisServer $server): RedisClient
    {
        return self::phpredis($server);
    }
}
