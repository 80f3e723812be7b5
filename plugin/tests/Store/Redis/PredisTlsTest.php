<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Redis;

use DynamicCache\Store\RedisClient;
use DynamicCache\Store\RedisServer;
use DynamicCache\Tests\Store\RedisStoreTestCase;

final class PredisTlsTest extends RedisStoreTestCase
{
    private static Encrypted $redis;

    public static function setUpBeforeClass(): void
    {
        self::$redis = new Encrypted();
    }

    public static function tearDownAfterClass(): void
    {
        self::$redis->stop();
    }

    protected static function redis(): Encrypted
    {
        return self::$redis;
    }

    protected static function connect(RedisServer $server): RedisClient
    {
        return self::predis($server);
    }
}
