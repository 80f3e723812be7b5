<?php

/** What the bundle says of the machine: PHP, web server, database, plugins, theme, scheduled work. */

declare(strict_types=1);

namespace DynamicCache\Findings\Bundle;

use DynamicCache\Database;

final class HostFacts
{
    private const INI = [
        'memory_limit', 'max_execution_time', 'max_input_vars', 'output_buffering', 'output_handler', 'zlib.output_compression', 'display_errors', 'log_errors',
        'open_basedir', 'disable_functions', 'opcache.enable', 'opcache.validate_timestamps', 'opcache.revalidate_freq', 'opcache.memory_consumption', 'opcache.preload',
        'allow_url_fopen', 'default_socket_timeout', 'session.auto_start', 'auto_prepend_file', 'realpath_cache_size',
    ];

    private const CONSTANTS = ['WP_CACHE', 'WP_DEBUG', 'WP_DEBUG_DISPLAY', 'WP_DEBUG_LOG', 'SCRIPT_DEBUG', 'DISABLE_WP_CRON', 'ALTERNATE_WP_CRON', 'WP_ENVIRONMENT_TYPE', 'WP_MEMORY_LIMIT', 'DISALLOW_FILE_MODS', 'MULTISITE', 'SUBDOMAIN_INSTALL', 'DONOTCACHEPAGE', 'DYNAMIC_CACHE_DISABLE'];

    private const EVENTS = ['dynamic_cache_sweep', 'dynamic_cache_count', 'dynamic_cache_edge_sync'];

    /** @return array<string, mixed> */
    public static function php(): array
    {
        $extensions = get_loaded_extensions();
        sort($extensions, SORT_FLAG_CASE | SORT_STRING);

        return [
            'version' => PHP_VERSION,
            'sapi' => PHP_SAPI,
            'os' => php_uname('s') . ' ' . php_uname('r') . ' ' . php_uname('m'),
            'user' => function_exists('posix_geteuid') ? posix_geteuid() : null,
            'ini' => array_combine(self::INI, array_map(static fn(string $name): string => (string) ini_get($name), self::INI)),
            'extensions' => $extensions,
            'time' => gmdate('c'),
            'zone' => wp_timezone_string(),
        ];
    }

    /** @return array<string, mixed> */
    public static function wordpress(): array
    {
        $constants = [];
        foreach (self::CONSTANTS as $name) {
            $value = defined($name) ? constant($name) : null;
            // A path in WP_DEBUG_LOG is nobody's business.
            $constants[$name] = is_bool($value) || $value === null ? $value : ($name === 'WP_DEBUG_LOG' ? true : $value);
        }

        return [
            'version' => wp_get_wp_version(),
            'locale' => get_locale(),
            'multisite' => is_multisite(),
            'site' => get_current_blog_id(),
            'permalinks' => get_option('permalink_structure'),
            'database' => Database::connection()->db_server_info(),
            'object_cache' => wp_using_ext_object_cache(),
            'constants' => $constants,
            'theme' => wp_get_theme()->get_stylesheet() . ' ' . self::text(wp_get_theme()->get('Version')) . (wp_is_block_theme() ? ' (blocks)' : ''),
            'plugins' => self::plugins(),
            'must_use' => array_keys(get_mu_plugins()),
            'dropins' => array_keys(get_dropins()),
        ];
    }

    /** @return array<string, mixed> next run of each of our events, and what waits at all */
    public static function cron(): array
    {
        $next = [];
        foreach (self::EVENTS as $event) {
            $at = wp_next_scheduled($event);
            $next[$event] = $at === false ? null : gmdate('c', $at);
        }

        return ['next' => $next, 'late' => count(array_filter(array_keys(_get_cron_array()), static fn(int $at): bool => $at < time() - 600))];
    }

    /** @return array<string, string> version by file, of those that are active */
    private static function plugins(): array
    {
        require_once ABSPATH . 'wp-admin/includes/plugin.php';
        $plugins = [];
        foreach (get_plugins() as $file => $plugin) {
            if (is_plugin_active($file)) {
                $plugins[(string) $file] = self::text($plugin['Version'] ?? '');
            }
        }

        return $plugins;
    }

    private static function text(mixed $value): string
    {
        return is_string($value) ? $value : '';
    }
}
