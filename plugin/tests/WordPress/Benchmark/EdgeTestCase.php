<?php

/** A live site in front of which a real Worker stands, in workerd: connected once, and broken by some tests. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Benchmark;

abstract class EdgeTestCase extends BenchmarkTestCase
{
    private static ?LiveWorker $worker = null;

    private static string $folder = '';

    private static int $port = 0;

    public static function setUpBeforeClass(): void
    {
        // What the web server and the command line inherit.
        putenv('DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET=' . LiveWorker::BOOTSTRAP);
        parent::setUpBeforeClass();
        self::$folder = sys_get_temp_dir() . '/dynamic-cache-worker-' . bin2hex(random_bytes(6));
        self::$port = self::free_port();
        self::$worker = LiveWorker::start(self::$folder, self::$port);
        self::settings(['edge' => ['enabled' => true, 'url' => self::$worker->url]]);
        $state = '';
        for ($try = 0; $try < 20 && $state !== 'active'; $try++) {
            $state = self::inside('connect');
            usleep(200_000);
        }
        self::assertSame('active', $state);
    }

    public static function tearDownAfterClass(): void
    {
        self::$worker?->stop();
        self::$worker = null;
        exec('rm -rf ' . escapeshellarg(self::$folder));
        putenv('DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET');
        parent::tearDownAfterClass();
    }

    protected static function worker(): LiveWorker
    {
        return self::$worker ?? throw new \LogicException('There is no Worker.');
    }

    protected static function stop_worker(): void
    {
        self::$worker?->stop();
        self::$worker = null;
    }

    /** The same databases at the same address. */
    protected static function start_worker(string ...$breakage): void
    {
        self::stop_worker();
        self::$worker = LiveWorker::start(self::$folder, self::$port, ...$breakage);
    }

    /** @param array<string, mixed> $changes */
    protected static function settings(array $changes): void
    {
        $revision = self::live()->rest('GET', '/settings')->text('revision');
        $answer = self::live()->rest('PATCH', '/settings', (string) json_encode($changes), $revision);
        self::assertSame(200, $answer->status, $answer->body);
    }

    private static function free_port(): int
    {
        $socket = stream_socket_server('tcp://127.0.0.1:0');
        if ($socket === false) {
            throw new \RuntimeException('There is no free port.');
        }
        $name = (string) stream_socket_get_name($socket, false);
        fclose($socket);

        return (int) substr($name, (int) strrpos($name, ':') + 1);
    }
}
