<?php

/** Stands in for a web server's rewrite rules: runs before every request that `php -S` answers. */

declare(strict_types=1);

// true: answered here; false: the built-in server serves the file, or runs it when it is PHP; null: WordPress' turn.
$dynamic_cache_answered = (static function (): ?bool {
    $path = rawurldecode((string) strtok((string) $_SERVER['REQUEST_URI'], '?'));
    $file = $_SERVER['DOCUMENT_ROOT'] . $path;

    // As a production host is set up: the cached pages and dot files are nobody's to read.
    if (preg_match('#/\.(?!well-known/)|^/wp-content/cache/#', $path) === 1) {
        http_response_code(403);

        return true;
    }
    if (!str_ends_with($path, '/') && is_file($file . '/index.php')) {
        header('Location: ' . $path . '/', true, 301);

        return true;
    }
    if ($path !== '/' && (is_file($file) || is_file($file . 'index.php'))) {
        return false;
    }
    $_SERVER['SCRIPT_NAME'] = '/index.php';
    $_SERVER['PHP_SELF'] = '/index.php';
    $_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . '/index.php';
    unset($_SERVER['PATH_INFO']);

    return null;
})();

if ($dynamic_cache_answered !== null) {
    return $dynamic_cache_answered;
}

// Here and not in the function: WordPress wants its variables to be global ones.
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
