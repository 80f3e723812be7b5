<?php

/**
 * `php scripts/wp-cli/wp.php --path=… dynamic-cache status`: WP-CLI for this repository, installed into .cache/wp-cli
 * when it is not there. Run by `npm run wp` and by the tests of the commands.
 */

declare(strict_types=1);

$folder = (getenv('DYNAMIC_CACHE_DOWNLOADS') ?: dirname(__DIR__, 2) . '/.cache') . '/wp-cli';
if (!is_dir($folder) && !@mkdir($folder, 0777, true) && !is_dir($folder)) {
    fwrite(STDERR, "{$folder} cannot be made: make its parent folder writable.\n");
    exit(1);
}

// Two that start at once install it once.
$lock = fopen($folder . '/installing', 'c');
if ($lock !== false) {
    flock($lock, LOCK_EX);
}
$wanted = (string) file_get_contents(__DIR__ . '/composer.json');
if (!is_file($folder . '/installed.json') || file_get_contents($folder . '/installed.json') !== $wanted) {
    file_put_contents($folder . '/composer.json', $wanted);
    fwrite(STDERR, "Installing WP-CLI into .cache/wp-cli …\n");
    // Its metadata names PHP 7 and curl: it runs on PHP 8 as well, and downloads nothing here.
    $platform = '--ignore-platform-req=php --ignore-platform-req=ext-curl';
    exec('composer update --no-interaction --no-progress ' . $platform . ' --working-dir=' . escapeshellarg($folder) . ' 2>&1', $said, $code);
    if ($code !== 0) {
        fwrite(STDERR, implode("\n", $said) . "\nWP-CLI could not be installed: Composer says why above.\n");
        exit(1);
    }
    file_put_contents($folder . '/installed.json', $wanted);
}
if ($lock !== false) {
    fclose($lock);
}

$folder = (string) realpath($folder);
// Notices of its own code, which is older than this PHP, are no news; those of WordPress and its plugins are.
set_error_handler(
    static fn(int $level, string $message, string $file): bool => str_starts_with($file, $folder . '/vendor/'),
    E_DEPRECATED | E_USER_DEPRECATED,
);
// The sites that this runs for belong to whoever runs it, in a container to root.
if (function_exists('posix_geteuid') && posix_geteuid() === 0 && !in_array('--allow-root', $_SERVER['argv'], true)) {
    array_splice($_SERVER['argv'], 1, 0, ['--allow-root']);
    $GLOBALS['argv'] = $_SERVER['argv'];
}
define('WP_CLI_ROOT', $folder . '/vendor/wp-cli/wp-cli');
require WP_CLI_ROOT . '/php/wp-cli.php';
