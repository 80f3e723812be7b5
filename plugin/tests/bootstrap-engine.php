<?php

/**
 * Boots the engine's tests as the drop-in boots the engine: from the list in src/Engine/load.php, without WordPress
 * and without an autoloader for the plugin's classes. The in-memory store is the tests' own and not in that list.
 */

declare(strict_types=1);

require dirname(__DIR__, 2) . '/vendor/autoload.php';

(static function (): void {
    $source = dirname(__DIR__) . '/src/';
    $names = require $source . 'Engine/load.php';
    foreach (is_array($names) ? $names : [] as $name) {
        if (is_string($name)) {
            require_once $source . $name;
        }
    }
    require_once $source . 'Store/MemoryPageStore.php';
    require_once $source . 'Store/MemoryLeases.php';
    require_once $source . 'Store/MemoryStreams.php';
})();
