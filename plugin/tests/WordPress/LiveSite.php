<?php

/** A WordPress behind a real web server, for what happens between requests: drop-in, constants, two at once. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress;

final class LiveSite
{
    private const WORKERS = 4;

    /**
     * Microseconds between the first requests that are under way together. A worker takes every connection that waits when
     * it looks, and answers them one after the other: two at the very same moment may be one after the other to WordPress.
     */
    private const APART = 15_000;

    /** Else a file that another process has replaced goes on for two seconds as the one that was compiled. */
    private const PHP = ['display_errors=1', 'opcache.revalidate_freq=0'];

    private string $password = '';

    /** @var list<int> known from the start: when one of them is killed, their parent goes and leaves the others */
    private array $workers = [];

    /** @param resource $server */
    private function __construct(
        public readonly ThrowAwayWordPress $wordpress,
        public readonly string $url,
        private $server,
    ) {}

    /**
     * @param list<string> $options of PHP, as `name=value`
     * @param int $workers requests that it answers at the same time
     */
    public static function start(array $options = [], int $workers = self::WORKERS): self
    {
        $port = self::free_port();
        $root = (string) getenv('WP_TEST_DIR');
        $wordpress = ThrowAwayWordPress::copy_of($root, dirname(__DIR__, 2), "127.0.0.1:{$port}");
        $wordpress->install();
        $server = proc_open(
            [PHP_BINARY, ...array_merge(...array_map(static fn(string $option): array => ['-d', $option], [...self::PHP, ...$options])), '-S', "127.0.0.1:{$port}", '-t', $wordpress->root, __DIR__ . '/router.php'],
            [1 => ['file', '/dev/null', 'w'], 2 => ['file', '/dev/null', 'w']],
            $pipes,
            $wordpress->root,
            ['PHP_CLI_SERVER_WORKERS' => (string) $workers] + getenv(),
        );
        if ($server === false) {
            throw new \RuntimeException('The web server does not start.');
        }
        $site = new self($wordpress, "http://127.0.0.1:{$port}", $server);
        $site->wait();
        $site->workers = $workers === 1 ? [] : $site->all_workers($workers);
        $site->password = trim($wordpress->run(__DIR__ . '/application-password.php'));

        return $site;
    }

    /** Ends the server with its workers and deletes the WordPress. */
    public function stop(): void
    {
        foreach ($this->workers as $worker) {
            posix_kill($worker, SIGTERM);
        }
        proc_terminate($this->server);
        proc_close($this->server);
        $this->wordpress->delete((int) getmypid());
    }

    /**
     * One request.
     *
     * @param non-empty-string $method
     * @param array<string, string> $headers
     */
    public function request(string $method, string $path, string $body = '', array $headers = []): LiveAnswer
    {
        return $this->requests([[$method, $path, $body, $headers]])[0];
    }

    /**
     * Requests that are under way at the same time.
     *
     * @param non-empty-list<array{non-empty-string, string, string, array<string, string>}> $requests
     *
     * @return non-empty-list<LiveAnswer>
     */
    public function requests(array $requests): array
    {
        $multi = curl_multi_init();
        $handles = [];
        foreach ($requests as $at => [$method, $path, $body, $headers]) {
            $handle = curl_init($this->url . $path);
            if ($handle === false) {
                throw new \RuntimeException('curl does not start.');
            }
            curl_setopt_array($handle, [
                CURLOPT_RETURNTRANSFER => true,
                CURLOPT_HEADER => true,
                CURLOPT_TIMEOUT => 30,
                CURLOPT_CUSTOMREQUEST => $method,
                CURLOPT_HTTPHEADER => array_map(
                    static fn(string $name, string $value): string => "{$name}: {$value}",
                    array_keys($headers),
                    $headers,
                ),
            ] + ($body === '' ? [] : [CURLOPT_POSTFIELDS => $body]));
            curl_multi_add_handle($multi, $handle);
            $handles[] = $handle;
            if ($at < self::WORKERS && count($requests) > 1) {
                self::send_for($multi, self::APART);
            }
        }
        do {
            curl_multi_exec($multi, $running);
            curl_multi_select($multi, 0.1);
        } while ($running > 0);

        return array_map(LiveAnswer::of(...), $handles);
    }

    private static function send_for(\CurlMultiHandle $multi, int $microseconds): void
    {
        $until = hrtime(true) + $microseconds * 1000;
        do {
            curl_multi_exec($multi, $running);
            usleep(500);
        } while (hrtime(true) < $until);
    }

    /**
     * Calls our REST API as the administrator.
     *
     * @param non-empty-string $method
     */
    public function rest(string $method, string $path, string $body = '', string $revision = ''): LiveAnswer
    {
        return $this->request(...$this->rest_request($method, $path, $body, $revision));
    }

    /**
     * @param non-empty-string $method
     *
     * @return array{non-empty-string, string, string, array<string, string>}
     */
    public function rest_request(string $method, string $path, string $body = '', string $revision = ''): array
    {
        return [$method, '/wp-json/dynamic-cache/v1' . $path, $body, [
            'Authorization' => 'Basic ' . base64_encode('admin:' . $this->password),
            'Content-Type' => 'application/json',
        ] + ($revision === '' ? [] : ['If-Match' => $revision])];
    }

    /** Switches the cache on or off. */
    public function switch(bool $isOn): LiveAnswer
    {
        $revision = $this->rest('GET', '/settings')->text('revision');

        return $this->rest('PATCH', '/settings', $isOn ? '{"enabled":true}' : '{"enabled":false}', $revision);
    }

    public function file(string $path): string
    {
        return $this->wordpress->root . '/' . $path;
    }

    /**
     * The server listens before it has made them all.
     *
     * @return list<int>
     */
    private function all_workers(int $count): array
    {
        for ($try = 0; $try < 200; $try++) {
            $workers = $this->children();
            if (count($workers) >= $count) {
                return $workers;
            }
            usleep(25_000);
        }
        throw new \RuntimeException('The web server has not made its workers.');
    }

    /** @return list<int> */
    private function children(): array
    {
        $ids = explode("\n", trim((string) shell_exec('pgrep -P ' . proc_get_status($this->server)['pid'])));

        return array_map(intval(...), array_values(array_filter($ids, static fn(string $id): bool => $id !== '')));
    }

    private function wait(): void
    {
        for ($try = 0; $try < 100; $try++) {
            $socket = @fsockopen('127.0.0.1', (int) parse_url($this->url, PHP_URL_PORT));
            if ($socket !== false) {
                fclose($socket);

                return;
            }
            usleep(50_000);
        }
        throw new \RuntimeException('The web server does not answer.');
    }

    private static function free_port(): int
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
