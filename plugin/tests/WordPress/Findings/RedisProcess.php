<?php

/** A Redis in a process of its own, real or made up, that ends with the test. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Findings;

final class RedisProcess
{
    /**
     * @param resource $process
     * @param resource|null $output
     */
    private function __construct(private $process, public readonly int $port, private $output) {}

    /** A real one, with settings of its own; null where none is installed. */
    public static function real(string ...$settings): ?self
    {
        $binary = trim((string) shell_exec('command -v redis-server'));
        if ($binary === '') {
            return null;
        }
        $port = self::free_port();
        $process = proc_open(
            [$binary, '--port', in_array('--tls-port', $settings, true) ? '0' : (string) $port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', sys_get_temp_dir(), ...array_values(str_replace('%PORT%', (string) $port, $settings))],
            [1 => ['file', '/dev/null', 'w'], 2 => ['file', '/dev/null', 'w']],
            $pipes,
        );
        if ($process === false) {
            throw new \RuntimeException('Redis does not start.');
        }
        for ($try = 0; $try < 100 && @fsockopen('127.0.0.1', $port) === false; $try++) {
            usleep(20_000);
        }

        return new self($process, $port, null);
    }

    /** @param array<string, string> $replies by command */
    public static function saying(array $replies): self
    {
        $process = proc_open(
            [PHP_BINARY, __DIR__ . '/redis-stand-in.php', (string) json_encode($replies, JSON_FORCE_OBJECT)],
            [1 => ['pipe', 'w'], 2 => STDERR],
            $pipes,
        );
        if ($process === false) {
            throw new \RuntimeException('The stand-in does not start.');
        }

        return new self($process, (int) substr((string) strrchr((string) fgets($pipes[1]), ':'), 1), $pipes[1]);
    }

    /** @return list<string> the commands that came */
    public function commands(): array
    {
        return explode("\n", trim($this->output === null ? '' : (string) stream_get_contents($this->output)));
    }

    public function stop(): void
    {
        proc_terminate($this->process, SIGKILL);
        proc_close($this->process);
    }

    public static function free_port(): int
    {
        $socket = stream_socket_server('tcp://127.0.0.1:0');
        if ($socket === false) {
            throw new \RuntimeException('There is no free port.');
        }
        $port = (int) substr((string) strrchr((string) stream_socket_get_name($socket, false), ':'), 1);
        fclose($socket);

        return $port;
    }
}
