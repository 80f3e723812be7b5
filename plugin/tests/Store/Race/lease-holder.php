<?php

/** Takes a lease and never gives it back, until it is killed. */

declare(strict_types=1);

use DynamicCache\Store\DiskLeases;

require dirname(__DIR__, 2) . '/bootstrap-engine.php';

$leases = new DiskLeases($argv[1] ?? '', '1');
echo $leases->take($argv[2] ?? '', time()) === null ? "not held\n" : "held\n";
sleep(60);
