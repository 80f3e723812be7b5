<?php

/** A MariaDB server of this test run: made when it is first asked for, reached by its socket alone, stopped at the end. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Databases;

use DynamicCache\Tests\WordPress\ThrowAwayWordPress;

final class MariaDbServer
{
    private const WAIT_SECONDS = 60;

    private static ?self $running = null;

    /** @param resource $process */
    private function __construct(private readonly string $folder, private $process) {}

    public static function running(): self
    {
        return self::$running ??= self::start();
    }

    /** At its end a run stops it before every WordPress is deleted. */
    public function is_running(): bool
    {
        return self::$running === $this;
    }

    public function socket(): string
    {
        return "{$this->folder}/socket";
    }

    public function connect(string $database = ''): \PDO
    {
        return new \PDO("mysql:unix_socket={$this->socket()};charset=utf8mb4" . ($database === '' ? '' : ";dbname={$database}"), 'root', '');
    }

    private static function start(): self
    {
        $folder = sys_get_temp_dir() . '/dynamic-cache-mariadb-' . getmypid() . '-' . bin2hex(random_bytes(4));
        mkdir("{$folder}/tmp", 0700, true);
        // A folder of its own for temporary tables: a server that starts deletes those that it finds, also another server's.
        $settings = ['--no-defaults', "--datadir={$folder}/data", "--tmpdir={$folder}/tmp", ...(posix_geteuid() === 0 ? ['--user=root'] : [])];
        $log = ['file', "{$folder}/log", 'a'];
        $install = proc_open(['mariadb-install-db', ...$settings, '--auth-root-authentication-method=normal', '--skip-test-db'], [1 => $log, 2 => $log], $pipes);
        if ($install === false || proc_close($install) !== 0) {
            throw new \RuntimeException('mariadb-install-db failed (apt-get install mariadb-server): ' . file_get_contents("{$folder}/log"));
        }
        // Nothing outlives the run, so nothing has to be on the disk when a transaction ends. Any password opens it, as it does SQLite.
        $server = proc_open(
            ['mariadbd', ...$settings, "--socket={$folder}/socket", "--pid-file={$folder}/pid", '--skip-networking', '--skip-grant-tables', '--innodb-flush-log-at-trx-commit=0', '--max-connections=300'],
            [1 => $log, 2 => $log],
            $pipes,
        );
        if ($server === false) {
            throw new \RuntimeException('mariadbd does not start (apt-get install mariadb-server).');
        }
        $running = new self($folder, $server);
        // Behind what WordPress itself does at the end.
        register_shutdown_function(static fn(int $owner) => register_shutdown_function($running->stop(...), $owner), getmypid());
        $running->wait();

        return $running;
    }

    /** Children of the process that started it inherit the shutdown function, and leave it alone. */
    private function stop(int $owner): void
    {
        if (getmypid() === $owner) {
            self::$running = null;
            proc_terminate($this->process);
            proc_close($this->process);
            ThrowAwayWordPress::delete_folder($this->folder);
        }
    }

    private function wait(): void
    {
        $until = microtime(true) + self::WAIT_SECONDS;
        while (microtime(true) < $until) {
            try {
                $this->connect();

                return;
            } catch (\PDOException) {
                usleep(50_000);
            }
        }
        throw new \RuntimeException('mariadbd does not answer: ' . file_get_contents("{$this->folder}/log"));
    }
}
