<?php

/** A real Redis in a process of its own, on a free port of this machine; ends with its test. */

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Redis;

use DynamicCache\Store\PhpRedisClient;
use DynamicCache\Store\RedisServer;
use DynamicCache\Store\UnableToAskRedis;
use DynamicCache\Tests\Store\TemporaryFolder;

final class RealRedis
{
    public readonly int $port;

    public readonly TemporaryFolder $folder;

    /** @var resource|null */
    private $process = null;

    private int $pid = 0;

    /** @param list<string> $settings command line of redis-server; `--port` is said already unless `--tls-port` is among them */
    public function __construct(private readonly array $settings = [], private readonly ?RedisServer $as = null)
    {
        $this->port = self::free_port();
        $this->folder = new TemporaryFolder();
        $this->start();
    }

    public function start(): void
    {
        $port = in_array('--tls-port', $this->settings, true) ? '0' : (string) $this->port;
        $settings = str_replace('%PORT%', (string) $this->port, $this->settings);
        $process = proc_open(
            ['redis-server', '--port', $port, '--bind', '127.0.0.1', '--save', '', '--dir', $this->folder->path, ...$settings],
            [1 => ['file', "{$this->folder->path}/log", 'a'], 2 => ['file', "{$this->folder->path}/log", 'a']],
            $pipes,
        );
        if ($process === false) {
            throw new \RuntimeException('Redis does not start.');
        }
        $this->process = $process;
        $this->pid = proc_get_status($process)['pid'];
        $this->await();
    }

    public function __destruct()
    {
        $this->kill();
    }

    /** As a power cut would. */
    public function kill(): void
    {
        if ($this->process !== null) {
            proc_terminate($this->process, SIGKILL);
            proc_close($this->process);
            $this->process = null;
        }
    }

    public function freeze(): void
    {
        posix_kill($this->pid, SIGSTOP);
    }

    public function pid(): int
    {
        return $this->pid;
    }

    public function thaw(): void
    {
        posix_kill($this->pid, SIGCONT);
    }

    public function stop(): void
    {
        $this->kill();
        $this->folder->delete();
    }

    public function server(string $prefix = 'test'): RedisServer
    {
        return new RedisServer('127.0.0.1', $this->port, prefix: $prefix, library: self::library());
    }

    /** One command as an operator types it. */
    public function say(string ...$words): mixed
    {
        return (new PhpRedisClient($this->as?->at('127.0.0.1', $this->port) ?? $this->server()))->ask([array_values($words === [] ? ['PING'] : $words)])[0] ?? null;
    }

    /** The loader of Predis that Composer installed. */
    public static function library(): string
    {
        return dirname(__DIR__, 4) . '/vendor/autoload.php';
    }

    public static function free_port(): int
    {
        do {
            $socket = stream_socket_server('tcp://127.0.0.1:0');
            if ($socket === false) {
                throw new \RuntimeException('There is no free port.');
            }
            $port = (int) substr((string) strrchr((string) stream_socket_get_name($socket, false), ':'), 1);
            fclose($socket);
            // A node of a cluster takes the port 10,000 above as well.
        } while ($port > 55_000);

        return $port;
    }

    /** Until it answers anything at all, be it a refusal. */
    private function await(): void
    {
        for ($try = 0; $try < 250; $try++) {
            try {
                $this->say('PING');

                return;
            } catch (UnableToAskRedis $failure) {
                if ($failure->is_answer()) {
                    return;
                }
                usleep(20_000);
            }
        }
        throw new \RuntimeException('Redis does not answer.');
    }
}
