<?php

/** Prints the lines of direct mode for nginx, with the location of the site, of the WordPress named by the first argument. */

declare(strict_types=1);

use DynamicCache\Direct\NginxRules;
use DynamicCache\Direct\Sites;

$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';

require $argv[1] . '/wp-load.php';

$site = Sites::current();
if ($site === null) {
    exit(1);
}
echo NginxRules::of($site), 'location / { ', NginxRules::jump($site), ' try_files $uri $uri/ /index.php?$args; }';
