<?php

/** WordPress runs this file when the plugin is deleted in wp-admin; the plugin itself is not loaded then. */

declare(strict_types=1);

if (!defined('WP_UNINSTALL_PLUGIN')) {
    exit;
}

require_once __DIR__ . '/src/autoload.php';

(static function (): void {
    $paths = DynamicCache\Install\Paths::of_wordpress();
    $disable = DynamicCache\Install\Installation::of(__DIR__ . '/ai-wp-dynamic-cache.php', $paths)->disable();
    $edge = DynamicCache\Edge\Connection::of_wordpress();
    // A run that was killed, on a site whose plugin was taken away before it could tidy up.
    DynamicCache\Install\Sites::each(true, (new DynamicCache\Benchmark\Traces($paths))->remove(...));
    (new DynamicCache\Install\Uninstall($paths, $disable, $edge->leave(...)))->run();
})();
