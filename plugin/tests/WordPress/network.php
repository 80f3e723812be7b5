<?php

/**
 * Run by NetworkTest in processes of its own, one for each step: `make` turns the WordPress named by the first argument
 * into a network, `live` walks the plugin through its life there, `shrink` deletes a site and deactivates the plugin for
 * all, `uninstall` deletes it. Prints facts as JSON.
 */

declare(strict_types=1);

use DynamicCache\Tests\WordPress\NetworkSteps;

$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['REMOTE_ADDR'] = '127.0.0.1';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
if ($argv[2] === 'make') {
    define('WP_INSTALLING_NETWORK', true);
}
if ($argv[2] === 'uninstall') {
    define('WP_UNINSTALL_PLUGIN', 'ai-wp-dynamic-cache/ai-wp-dynamic-cache.php');
}

require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
require_once ABSPATH . 'wp-admin/includes/network.php';
require_once __DIR__ . '/NetworkSteps.php';

echo "\n", json_encode(match ($argv[2]) {
    'make' => NetworkSteps::make(),
    'live' => NetworkSteps::live(),
    'shrink' => NetworkSteps::shrink(),
    default => NetworkSteps::uninstall(),
}, JSON_UNESCAPED_SLASHES);
