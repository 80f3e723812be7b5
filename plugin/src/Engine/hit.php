<?php

/**
 * The files of load.php that a hit by the short way (Express) needs. They are the first file of the generated engine;
 * everything else is the second, and such a hit does not load it.
 *
 * @return list<string> paths below plugin/src
 */

declare(strict_types=1);

return [
    'Engine/CountRecord.php',
    'Engine/CountLog.php',
    'Engine/PlainRequest.php',
    'Engine/Express.php',
    'Engine/Entrance.php',
    'Store/LogHead.php',
    'Store/PageFolders.php',
    'Store/Seal.php',
    'Store/PageHead.php',
    'Store/ReadyPage.php',
    'Store/SealedPage.php',
    'Store/Glance.php',
    'Store/DiskGlance.php',
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
