<?php

/** Puts files into the Redis at the port of the first argument; the others are a name and a path in turn. */

declare(strict_types=1);

$redis = new Redis();
$redis->connect('127.0.0.1', (int) $argv[1]);
foreach (array_chunk(array_slice($argv, 2), 2) as [$name, $path]) {
    $redis->set($name, (string) file_get_contents($path));
}
