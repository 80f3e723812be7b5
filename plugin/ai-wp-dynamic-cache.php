<?php

/**
 * Plugin Name:       AI WP Dynamic Cache
 * Description:       A page cache for WordPress and Cloudflare that never shows an old page or somebody else's.
 * Version:           0.1.0
 * Requires at least: 6.7
 * Requires PHP:      8.2
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       ai-wp-dynamic-cache
 * Domain Path:       /languages
 * Network:           false
 *
 * Loaded by WordPress with the other plugins. Checks that PHP and WordPress are new enough, in the syntax of PHP 7.4
 * so that an old PHP reads it and says so, and boots the plugin.
 */

declare(strict_types=1);

if (!defined('ABSPATH')) {
    exit;
}

define('DYNAMIC_CACHE_VERSION', '0.1.0');

if (version_compare(PHP_VERSION, '8.2', '<') || version_compare(get_bloginfo('version'), '6.7', '<')) {
    add_action('admin_notices', static function (): void {
        if (current_user_can('activate_plugins')) {
            printf(
                '<div class="notice notice-error"><p>%s</p></div>',
                esc_html__('AI WP Dynamic Cache needs PHP 8.2 and WordPress 6.7 or newer; it does nothing until then.', 'ai-wp-dynamic-cache')
            );
        }
    });

    return;
}

require_once __DIR__ . '/src/autoload.php';

(new DynamicCache\Plugin(__FILE__))->boot();
