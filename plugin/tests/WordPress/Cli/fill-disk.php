<?php

/** Run by AdviseCommandTest in a process of its own: stored pages take all that they may, and there is room for more. */

declare(strict_types=1);

$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';

require $argv[1] . '/wp-load.php';

update_option('dynamic_cache_storage', ['pages' => 9, 'bytes' => 268_435_456, 'free_bytes' => 107_374_182_400, 'measured_at' => time()], false);
