<?php

/** Run by CommandsTest in a process of its own: an editor who may purge, and an author who may not. */

declare(strict_types=1);

$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';

require $argv[1] . '/wp-load.php';

foreach (['purger' => 'editor', 'writer' => 'author'] as $login => $role) {
    $user = username_exists($login);
    if ($user === false) {
        $user = wp_insert_user(['user_login' => $login, 'user_pass' => 'password', 'user_email' => "{$login}@example.org", 'role' => $role]);
    }
    if ($login === 'purger' && is_int($user)) {
        (new WP_User($user))->add_cap('purge_dynamic_cache');
    }
}
