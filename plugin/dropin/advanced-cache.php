<?php

/**
 * AI WP Dynamic Cache drop-in %VERSION%
 *
 * Loaded by wp-settings.php before almost everything else. Starts the cache engine; whatever is wrong with it,
 * WordPress answers as if this file did nothing. When the cache is enabled, the plugin copies it to wp-content and puts
 * an expression in place of each literal between percent signs, quotes included: CACHE_DIR, ENGINE_FILE, PLUGIN_FILE
 * (the plugin's main file). They begin at WP_CONTENT_DIR, so that a copy of wp-content serves nothing of the original.
 * DYNAMIC_CACHE_DISABLE in wp-config.php switches it off.
 */

declare(strict_types=1);

// No variable: it would be one of wp-settings.php.
if (defined('ABSPATH') && !(defined('DYNAMIC_CACHE_DISABLE') && (bool) constant('DYNAMIC_CACHE_DISABLE'))) {
    try {
        // Early start has loaded the engine already, perhaps that of the version before. A plugin that was deleted by hand must
        // not leave a cache behind that nobody purges.
        if (class_exists('DynamicCache\Engine\Entrance', false) || @(include_once '%ENGINE_FILE%') !== false) {
            if (is_file('%PLUGIN_FILE%')) {
                \DynamicCache\Engine\Entrance::open('%CACHE_DIR%');
            } else {
                \DynamicCache\Engine\Entrance::watch('%CACHE_DIR%');
            }
        }
    } catch (\Throwable) {
        // Fails open: WordPress answers.
    }
}
