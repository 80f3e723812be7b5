<?php

/** A WordPress of one test run: copied, installed, deleted. WP_TEST_DATABASE=mariadb gives it MariaDB in place of SQLite. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress;

use DynamicCache\Tests\WordPress\Databases\MariaDb;
use DynamicCache\Tests\WordPress\Databases\SqliteFile;
use DynamicCache\Tests\WordPress\Databases\TestDatabase;

final class ThrowAwayWordPress
{
    public const HOST = '127.0.0.1:8899';
    private const NOT_COPIED = ['wp-config.php', 'wp-content/cache', 'wp-content/advanced-cache.php'];

    private function __construct(
        public readonly string $root,
        private readonly string $plugin,
        public readonly TestDatabase $database,
    ) {}

    public static function copy_of(string $source, string $plugin, string $host = self::HOST): self
    {
        $root = sys_get_temp_dir() . '/dynamic-cache-wordpress-' . getmypid() . '-' . bin2hex(random_bytes(4));
        $database = self::is_mariadb() ? MariaDb::make() : new SqliteFile($root);
        self::copy_folder($source, $root, '', [...self::NOT_COPIED, ...$database->not_copied()]);
        mkdir($root . '/wp-content/mu-plugins');
        $link = $root . '/wp-content/plugins/ai-wp-dynamic-cache';
        if (is_link($link)) {
            unlink($link);
        }
        symlink($plugin, $link);
        file_put_contents($root . '/wp-config.php', self::config($host, $database));

        return new self($root, $plugin, $database);
    }

    /** Whether the tests of this run have core's own driver and a server, or SQLite. */
    public static function is_mariadb(): bool
    {
        return getenv('WP_TEST_DATABASE') === 'mariadb';
    }

    /** Runs WordPress' own installation, then activates the plugin as wp-admin does; in a process of its own. */
    public function install(): void
    {
        $this->run($this->plugin . '/tests/WordPress/install.php');
    }

    /** Runs a script with this WordPress as its first argument; gives the last line that it prints. */
    public function run(string $script, string ...$arguments): string
    {
        $command = [PHP_BINARY, $script, $this->root, ...array_values($arguments)];
        $process = proc_open($command, [1 => ['pipe', 'w'], 2 => ['file', '/dev/null', 'w']], $pipes);
        $output = (string) stream_get_contents($pipes[1]);
        if ($process === false || proc_close($process) !== 0) {
            throw new \RuntimeException("{$script} failed: {$output}");
        }

        return substr((string) strrchr("\n" . rtrim($output), "\n"), 1);
    }

    /** The process that made the copy deletes it; its children, which inherit the shutdown function, do not. */
    public function delete(int $owner): void
    {
        if (getmypid() === $owner) {
            self::delete_folder($this->root);
            $this->database->delete();
        }
    }

    public static function copy_files(string $from, string $to): void
    {
        mkdir($to, 0755, true);
        foreach (self::names($from) as $name) {
            is_dir("{$from}/{$name}") ? self::copy_files("{$from}/{$name}", "{$to}/{$name}") : copy("{$from}/{$name}", "{$to}/{$name}");
        }
    }

    public static function delete_folder(string $folder): void
    {
        foreach (self::names($folder) as $name) {
            $path = $folder . '/' . $name;
            is_dir($path) && !is_link($path) ? self::delete_folder($path) : unlink($path);
        }
        rmdir($folder);
    }

    /** @param list<string> $without paths below the source */
    private static function copy_folder(string $source, string $target, string $below, array $without): void
    {
        mkdir($target, 0755, true);
        foreach (self::names($source) as $name) {
            $from = $source . '/' . $name;
            $path = ltrim($below . '/' . $name, '/');
            if (in_array($path, $without, true)) {
                continue;
            }
            if (is_link($from)) {
                symlink((string) realpath($from), $target . '/' . $name);
            } elseif (is_dir($from)) {
                self::copy_folder($from, $target . '/' . $name, $path, $without);
            } elseif (!@link($from, $target . '/' . $name)) {
                copy($from, $target . '/' . $name);
            }
        }
    }

    /** @return list<string> */
    private static function names(string $folder): array
    {
        $names = scandir($folder);

        return array_values(array_diff($names === false ? [] : $names, ['.', '..']));
    }

    private static function config(string $host, TestDatabase $database): string
    {
        $access = '';
        foreach ($database->constants() as $name => $value) {
            $access .= "define('{$name}', '{$value}');\n";
        }
        $salts = '';
        foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) {
            $salts .= "define('{$name}_KEY', '" . bin2hex(random_bytes(32)) . "');\n"
                . "define('{$name}_SALT', '" . bin2hex(random_bytes(32)) . "');\n";
        }

        return <<<PHP
            <?php
            {$access}
            define('DB_CHARSET', 'utf8mb4');
            define('DB_COLLATE', '');
            {$salts}
            define('WP_HOME', 'http://{$host}');
            define('WP_SITEURL', 'http://{$host}');
            define('WP_ENVIRONMENT_TYPE', 'local');
            define('WP_DEBUG', true);
            define('WP_DEBUG_DISPLAY', true);
            define('DISABLE_WP_CRON', true);
            define('WP_HTTP_BLOCK_EXTERNAL', true);
            define('AUTOMATIC_UPDATER_DISABLED', true);
            \$table_prefix = 'wp_';
            if (!defined('ABSPATH')) {
                define('ABSPATH', __DIR__ . '/');
            }
            require_once ABSPATH . 'wp-settings.php';

            PHP;
    }
}
