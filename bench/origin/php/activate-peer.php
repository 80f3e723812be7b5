<?php

/**
 * Activates the plugin in the folder that the second argument names, in the WordPress named by the first; runs its
 * `configure.php`, where it has one.
 */

declare(strict_types=1);

$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';

require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';

wp_set_current_user(1);
$main = array_key_first(get_plugins("/{$argv[2]}"));
if (!is_string($main)) {
    echo "There is no plugin in {$argv[2]}.";
    exit(1);
}
$failure = activate_plugin("{$argv[2]}/{$main}");
if (is_wp_error($failure)) {
    echo $failure->get_error_message();
    exit(1);
}
$configure = WP_PLUGIN_DIR . "/{$argv[2]}/configure.php";
if (is_file($configure)) {
    require $configure;
}
