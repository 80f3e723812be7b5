<?php

/**
 * AI WP Dynamic Cache early start %VERSION%
 *
 * Loaded by a line in wp-config.php, right before wp-settings.php: sends a stored page before WordPress loads a single
 * file. It never does more than that; whatever it does not answer goes on to the drop-in. When early start is switched
 * on, the plugin copies it to the cache folder and puts an expression in place of each literal between percent signs,
 * quotes included.
 */

declare(strict_types=1);

// Without WP_CACHE nobody would load the drop-in either; and what is purged lies elsewhere since the constant that names the
// folder was changed. No variable: it would be one of wp-config.php.
if (
    defined('ABSPATH') && defined('WP_CACHE') && (bool) constant('WP_CACHE')
    && !(defined('DYNAMIC_CACHE_DISABLE') && (bool) constant('DYNAMIC_CACHE_DISABLE'))
    && (defined('DYNAMIC_CACHE_DIR') ? constant('DYNAMIC_CACHE_DIR') : '') === '%CHOSEN_DIR%'
) {
    try {
        // wp_maintenance() comes later, and decides, by the same look; a plugin that was deleted by hand must not leave a cache behind.
        if (!file_exists(constant('ABSPATH') . '.maintenance') && file_exists('%PLUGIN_FILE%') && (@include_once '%ENGINE_FILE%') !== false) {
            \DynamicCache\Engine\Entrance::start_early(__DIR__);
        }
    } catch (\Throwable) {
        // Fails open: WordPress answers.
    }
}
