<?php

/**
 * Processes of `php -S` that all serve one fake site, so that requests really run at the same time: a single server with
 * several workers lets some of them wait for each other.
 */

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

final class FakeServers
{
    private int $asked = 0;

    /** @param non-empty-list<array{resource, string}> $servers process and address of each */
    private function __construct(private readonly array $servers) {}

    /**
     * @param string $host address of the first
     * @param array<string, string> $ini settings of that PHP
     */
    public static function start(string $dir, string $host, array $ini, int $count): self
    {
        $servers = [[self::one($dir, $host, $ini), $host]];
        while (count($servers) < $count) {
            $address = '127.0.0.1:' . self::free_port();
            $servers[] = [self::one($dir, $address, $ini), $address];
        }
        foreach ($servers as [, $address]) {
            self::wait_for($address);
        }

        return new self($servers);
    }

    public function stop(): void
    {
        foreach ($this->servers as [$server]) {
            proc_terminate($server, SIGKILL);
            proc_close($server);
        }
    }

    /** The address whose turn it is. */
    public function next(): string
    {
        return $this->servers[$this->asked++ % count($this->servers)][1];
    }

    /**
     * @param array<string, string> $ini
     *
     * @return resource
     */
    private static function one(string $dir, string $address, array $ini)
    {
        $command = [PHP_BINARY, '-d', 'display_errors=1', '-d', 'log_errors=0', '-d', 'error_reporting=-1', '-d', 'opcache.enable=0'];
        foreach ($ini as $name => $value) {
            array_push($command, '-d', "{$name}={$value}");
        }
        array_push($command, '-S', $address, __DIR__ . '/fake-wordpress.php');
        $null = ['file', '/dev/null', 'w'];
        $server = proc_open($command, [['file', '/dev/null', 'r'], $null, $null], $pipes, $dir, ['SITE_DIR' => $dir] + getenv());
        if ($server === false) {
            throw new \RuntimeException('php -S does not start.');
        }

        return $server;
    }

    private static function wait_for(string $address): void
    {
        for ($try = 0; $try < 200; $try++) {
            $socket = @stream_socket_client("tcp://{$address}", $code, $message, 1);
            if ($socket !== false) {
                fclose($socket);

                return;
            }
            usleep(20_000);
        }
        throw new \RuntimeException('php -S does not answer.');
    }

    public static function free_port(): int
    {
        $probe = stream_socket_server('tcp://127.0.0.1:0');
        $name = $probe === false ? false : stream_socket_get_name($probe, false);
        if ($probe === false || $name === false) {
            throw new \RuntimeException('There is no free port.');
        }
        fclose($probe);

        return (int) substr((string) strrchr($name, ':'), 1);
    }
}
