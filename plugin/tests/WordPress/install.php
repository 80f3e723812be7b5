<?php

/** Run by ThrowAwayWordPress in a process of its own: installs the WordPress named by the first argument. */

declare(strict_types=1);

define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';

require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

add_filter('pre_wp_mail', '__return_true');
wp_install('Test site', 'admin', 'admin@example.org', true, '', 'password');
update_option('permalink_structure', '/%postname%/');
$outcome = activate_plugin('ai-wp-dynamic-cache/ai-wp-dynamic-cache.php');
if (is_wp_error($outcome)) {
    echo $outcome->get_error_message();
    exit(1);
}
