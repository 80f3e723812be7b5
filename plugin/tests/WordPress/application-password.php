<?php

/** Run by LiveSite in a process of its own: prints a new application password of the administrator. */

declare(strict_types=1);

$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';

require $argv[1] . '/wp-load.php';

$made = WP_Application_Passwords::create_new_application_password(1, ['name' => 'test']);
echo is_wp_error($made) ? exit(1) : $made[0];
