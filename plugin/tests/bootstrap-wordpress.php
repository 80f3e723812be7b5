<?php

/**
 * Loads a real WordPress into the PHPUnit process, with the plugin active.
 *
 * WP_TEST_DIR must name a WordPress root: core, a default theme, and wp-content/db.php with what it needs (the SQLite
 * driver). It needs no wp-config.php and no installed site, and nothing in it is changed: a throw-away copy (hard links
 * where the file system has them) is installed afresh for every run and deleted at its end.
 */

declare(strict_types=1);

use DynamicCache\Tests\WordPress\ThrowAwayWordPress;
use DynamicCache\Tests\WordPress\WordPressTestCase;

require_once dirname(__DIR__, 2) . '/vendor/autoload.php';

// core's own list of what it expects to be global: PHPUnit includes this file inside a function
global $wpdb, $table_prefix, $wp, $wp_query, $wp_the_query, $wp_rewrite, $wp_filter, $wp_actions, $wp_filters,
$wp_current_filter, $wp_version, $wp_locale, $wp_object_cache, $wp_theme_directories, $wp_plugin_paths, $wp_roles,
$wp_widget_factory, $wp_embed, $shortcode_tags, $current_site, $current_blog, $phpmailer, $pagenow, $timestart,
$wp_textdomain_registry, $wp_locale_switcher, $required_php_version, $wp_db_version, $EZSQL_ERROR;

$root = getenv('WP_TEST_DIR');
if (!is_string($root) || !is_file($root . '/wp-load.php')) {
    fwrite(STDERR, "WP_TEST_DIR must name a WordPress root (see tests/bootstrap-wordpress.php).\n");
    exit(1);
}
$wordpress = ThrowAwayWordPress::copy_of($root, dirname(__DIR__));
// Behind what WordPress itself does at the end.
register_shutdown_function(static fn(int $owner) => register_shutdown_function($wordpress->delete(...), $owner), getmypid());
$wordpress->install();

$_SERVER['HTTP_HOST'] = ThrowAwayWordPress::HOST;
$_SERVER['SERVER_NAME'] = '127.0.0.1';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REQUEST_URI'] = '/';

require $wordpress->root . '/wp-load.php';
WordPressTestCase::runs_on($wordpress->database);
