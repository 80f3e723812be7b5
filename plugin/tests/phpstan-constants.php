<?php

/** For PHPStan only: constants of WordPress that the stubs do not have. Their values are not looked at (dynamicConstantNames). */

declare(strict_types=1);

define('ABSPATH', '/');
define('WP_CONTENT_DIR', '/wp-content');
define('WP_PLUGIN_DIR', '/wp-content/plugins');
