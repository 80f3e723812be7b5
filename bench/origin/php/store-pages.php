<?php

/**
 * Puts as many small pages into the store of the WordPress named by the first argument as the second says, under
 * /stored-1/, /stored-2/ … Those that are there already stay.
 */

declare(strict_types=1);

use DynamicCache\Engine\CacheKey;
use DynamicCache\Store\Body;
use DynamicCache\Store\Page;
use DynamicCache\Store\Stores;

[, $root, $count] = $argv;
$source = dirname(__DIR__, 3) . '/plugin/src/';
foreach ((array) require $source . 'Engine/load.php' as $name) {
    require_once $source . $name;
}
$dir = "{$root}/wp-content/cache/dynamic-cache";
$config = json_decode(substr((string) file_get_contents("{$dir}/config/1.php"), 15), true);
$store = Stores::open($dir, 'disk', '1');
$now = time();
$token = $store->token($now);
$tags = ['site', 'post:1', ...array_map(static fn(int $id): string => "term:{$id}", range(1, 20))];
for ($page = 1; $page <= (int) $count; $page++) {
    $canonical = CacheKey::canonical([
        'site' => '1',
        'scheme' => $config['scheme'],
        'host' => $config['host'],
        'path' => "/stored-{$page}/",
        'query' => '',
        'persona' => '',
        'language' => '',
        'currency' => '',
        'device' => '',
    ]);
    $body = Body::of("<!doctype html><html><body>page {$page} " . str_repeat(md5((string) $page), 30) . '</body></html>');
    $store->save(new Page($canonical, 200, ['Content-Type: text/html; charset=UTF-8'], $body, $tags, $now - 10, $now + 86_400, $config['revision']), $token, $now);
}
