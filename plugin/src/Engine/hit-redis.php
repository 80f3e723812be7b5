<?php

/**
 * The files of load.php that a hit by the short way needs besides those of hit.php where the pages are in Redis. They are a
 * file of the generated engine of their own: each class that a hit does not need would cost it the time to declare it.
 *
 * @return list<string> paths below plugin/src
 */

declare(strict_types=1);

return [
    'Engine/UnableToReadConfig.php',
    'Engine/Json.php',
    'Store/Files.php',
    'Store/UnableToAskRedis.php',
    'Store/RedisClient.php',
    'Store/RedisServer.php',
    'Store/PhpRedisClient.php',
    'Store/RedisBreaker.php',
    'Store/RedisKeys.php',
    'Store/OwedPurge.php',
    'Store/RedisStores.php',
    'Store/RedisGlance.php',
];
