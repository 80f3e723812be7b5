<?php

/** Asks for a lease when the file `go` is there, says whether it got it, and keeps it until its input is closed. */

declare(strict_types=1);

use DynamicCache\Store\DiskLeases;

require dirname(__DIR__, 2) . '/bootstrap-engine.php';

$dir = $argv[1] ?? '';
$leases = new DiskLeases($dir, '1');
echo "ready\n";
while (!is_file("{$dir}/go")) {
    clearstatcache();
}
// Who finds a take-over under way asks again, as a waiting visitor does.
$lease = null;
for ($try = 0; $lease === null && $try < 100; $try++) {
    $lease = $leases->take($argv[2] ?? '', time());
    usleep(1000);
}
echo $lease === null ? "lost\n" : "won\n";
fgets(STDIN);
