<?php

/**
 * The files of load.php that a hit by the short way (Express) needs. They are the first file of the generated engine;
 * such a hit loads no other, but for that of hit-redis.php where the pages are in Redis.
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
    'Store/DiskGlance.php',
];
