<?php

/** Purges the tag that all pages of store-pages.php carry; prints how long that took and how many are served after it. */

declare(strict_types=1);

use DynamicCache\Engine\CacheKey;
use DynamicCache\Store\Page;
use DynamicCache\Store\Part;
use DynamicCache\Store\Stores;

[, $root, $count] = $argv;
$source = dirname(__DIR__, 3) . '/plugin/src/';
foreach ((array) require $source . 'Engine/load.php' as $name) {
    require_once $source . $name;
}
$dir = "{$root}/wp-content/cache/dynamic-cache";
$config = json_decode(substr((string) file_get_contents("{$dir}/config/1.php"), 15), true);
$store = Stores::open($dir, 'disk', '1');
$served = static function () use ($store, $config, $count): int {
    $found = 0;
    for ($page = 1; $page <= (int) $count; $page++) {
        $canonical = CacheKey::canonical(['site' => '1', 'scheme' => $config['scheme'], 'host' => $config['host'], 'path' => "/stored-{$page}/",
            'query' => '', 'persona' => '', 'language' => '', 'currency' => '', 'device' => '']);
        $found += (int) ($store->find($canonical, time(), Part::Head) instanceof Page);
    }

    return $found;
};
$before = $served();
$began = hrtime(true);
$store->purge(['term:7'], [], time());
$ms = (hrtime(true) - $began) / 1_000_000;
echo json_encode(['ms' => $ms, 'before' => $before, 'served' => $served()]);
