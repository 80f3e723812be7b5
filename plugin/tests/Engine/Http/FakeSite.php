<?php

/** A site under `php -S` on a free port: the real drop-in stub, the real engine, a fake WordPress behind them. */

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

use DynamicCache\Store\Files;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageFile;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\Part;
use DynamicCache\Store\Stores;
use DynamicCache\Tests\Store\TemporaryFolder;

final class FakeSite
{
    public const REFRESH_SECRET = '5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed';

    public readonly string $dir;

    public readonly string $host;

    private readonly FakeServers $servers;

    /**
     * @param array<string, string> $ini settings of that PHP
     * @param int $servers how many requests it answers at the same time: one process each, because a server with several
     *     workers lets some of them wait for each other
     */
    public function __construct(array $ini = [], int $servers = 1)
    {
        $this->dir = sys_get_temp_dir() . '/dynamic-cache-' . bin2hex(random_bytes(6));
        mkdir("{$this->dir}/cache/config", 0750, true);
        $this->host = '127.0.0.1:' . FakeServers::free_port();
        $this->write_content('first');
        $this->write_data('sites.php', ['v' => 1, 'sites' => [['site' => '1', 'host' => $this->host, 'aliases' => [], 'path' => '/']]]);
        $this->write_config([]);
        $this->write_dropin();
        $this->servers = FakeServers::start($this->dir, $this->host, $ini, $servers);
    }

    public function stop(): void
    {
        $this->servers->stop();
        Files::delete_folder($this->dir);
    }

    /** @param array<string, mixed> $changes of config/1.php */
    public function write_config(array $changes): void
    {
        $this->write_data('config/1.php', $changes + [
            'v' => 1,
            'site' => '1',
            'host' => $this->host,
            'aliases' => [],
            'scheme' => 'http',
            'enabled' => true,
            'paused_until' => 0,
            'revision' => '00112233aabbccdd',
            'ttl' => ['page' => 604800, 'not_found' => 0, 'grace' => 86400, 'browser' => 0],
            'rules' => [
                'query' => ['mode' => 'ignore-list', 'ignore' => ['utm_*', 'gclid'], 'allow' => []],
                'exclude' => ['paths' => ['/excluded/*'], 'queries' => [], 'cookies' => [], 'user_agents' => []],
                'variants' => ['device' => null, 'language' => null, 'currency' => null],
            ],
            'store' => 'disk',
            'edge' => null,
            'lease' => ['wait_ms' => 3000, 'waiters' => 64],
            'refresh_secret' => self::REFRESH_SECRET,
        ]);
    }

    /** @param array<mixed> $data */
    public function write_data(string $name, array $data): void
    {
        $path = "{$this->dir}/cache/{$name}";
        clearstatcache(true, $path);
        $before = is_file($path) ? (int) filemtime($path) : 0;
        file_put_contents($path, "<?php exit; ?>\n" . json_encode($data, JSON_THROW_ON_ERROR | JSON_HEX_TAG));
        // As Install\AtomicFile does.
        touch($path, max(time(), $before + 1));
    }

    /** What the "database" says; every page prints it. */
    public function write_content(string $text): void
    {
        file_put_contents("{$this->dir}/content", $text);
    }

    /** How often WordPress rendered. */
    public function renders(): int
    {
        return is_file("{$this->dir}/renders") ? strlen((string) file_get_contents("{$this->dir}/renders")) : 0;
    }

    public function store(): PageStore
    {
        return Stores::open("{$this->dir}/cache", 'disk', '1');
    }

    /** @return list<string> the files of stored pages */
    public function page_files(): array
    {
        return TemporaryFolder::matching("{$this->dir}/cache/pages/1/*/*/*.page");
    }

    /** @param array<string, string> $headers */
    public function get(string $target, array $headers = [], string $method = 'GET', string $body = ''): HttpReply
    {
        $lines = '';
        foreach ($headers + ['Host' => $this->host, 'Connection' => 'close'] as $name => $value) {
            $lines .= "{$name}: {$value}\r\n";
        }

        return HttpReply::parse($this->raw("{$method} {$target} HTTP/1.1\r\n{$lines}\r\n{$body}"));
    }

    /**
     * Requests that are under way at the same time.
     *
     * @return list<resource>
     */
    public function begin_all(string $target, int $count): array
    {
        return array_map(fn(): mixed => $this->begin($target), range(1, $count));
    }

    /**
     * @param list<resource> $sockets
     *
     * @return list<HttpReply>
     */
    public static function finish_all(array $sockets): array
    {
        return array_map(self::finish(...), $sockets);
    }

    /**
     * A request whose answer is read later, or never.
     *
     * @param array<string, string> $headers
     *
     * @return resource
     */
    public function begin(string $target, array $headers = [], string $method = 'GET')
    {
        $address = $this->servers->next();
        $socket = stream_socket_client("tcp://{$address}", $code, $message, 5);
        if ($socket === false) {
            throw new \RuntimeException("No server: {$message}");
        }
        $lines = '';
        foreach ($headers + ['Host' => $this->host, 'Connection' => 'close'] as $name => $value) {
            $lines .= "{$name}: {$value}\r\n";
        }
        fwrite($socket, "{$method} {$target} HTTP/1.1\r\n{$lines}\r\n");

        return $socket;
    }

    /** @param resource $socket */
    public static function finish($socket): HttpReply
    {
        $reply = HttpReply::parse((string) stream_get_contents($socket));
        fclose($socket);

        return $reply;
    }

    /** What goes wrong in every render from now on; '' = nothing. */
    public function trouble(string $name): void
    {
        file_put_contents("{$this->dir}/trouble", $name);
    }

    /** No render gets on until the gate is opened. */
    public function close_gate(): void
    {
        touch("{$this->dir}/gate");
    }

    public function open_gate(): void
    {
        @unlink("{$this->dir}/gate");
    }

    /** Waits until so many renders have begun, and so many visitors wait for one. */
    public function reaches(int $renders, int $waiting): bool
    {
        for ($try = 0; $try < 1000; $try++) {
            clearstatcache();
            // One that was given back has a byte in it.
            $places = array_filter(TemporaryFolder::matching("{$this->dir}/cache/lease/1/waits-*.lock"), static fn(string $file): bool => @filesize($file) === 0);
            if ($this->renders() === $renders && count($places) === $waiting) {
                return true;
            }
            usleep(10_000);
        }

        return false;
    }

    /** As it was in the beginning: nothing stored, nothing counted, nothing wrong. */
    public function reset(): void
    {
        $this->open_gate();
        foreach (['pages', 'log', 'lease', 'count'] as $name) {
            Files::delete_folder("{$this->dir}/cache/{$name}");
        }
        foreach (['trouble', 'renders', 'before.php'] as $name) {
            @unlink("{$this->dir}/{$name}");
        }
        $this->write_content('first');
        $this->write_config([]);
    }

    /** Sets the clocks of all stored pages back: their time was over 5 s ago, and they may be shown for so many more. */
    public function expire_pages(int $grace): void
    {
        $now = time();
        foreach ($this->page_files() as $file) {
            $handle = fopen($file, 'rb');
            $page = $handle === false ? null : PageFile::read($handle, Part::Whole);
            if (!$page instanceof Page) {
                throw new \RuntimeException('A stored page cannot be read.');
            }
            $old = new Page($page->canonical, $page->status, $page->headers, $page->body, $page->tags, $now - 100, $now - 5, $page->revision, staleUntil: $now + $grace);
            $this->store()->save($old, $this->store()->token($now), $now);
        }
    }

    /** Sends bytes and reads until the server closes, or hangs up at once. */
    public function raw(string $bytes, bool $waits = true): string
    {
        $socket = stream_socket_client("tcp://{$this->host}", $code, $message, 5);
        if ($socket === false) {
            throw new \RuntimeException("No server: {$message}");
        }
        fwrite($socket, $bytes);
        $reply = $waits ? (string) stream_get_contents($socket) : '';
        fclose($socket);

        return $reply;
    }

    private function write_dropin(): void
    {
        $plugin = dirname(__DIR__, 3);
        file_put_contents("{$this->dir}/plugin.php", "<?php\n");
        $engine = "<?php\nforeach (require " . var_export("{$plugin}/src/Engine/load.php", true) . ' as $name) { require_once '
            . var_export("{$plugin}/src/", true) . " . \$name; }\n";
        file_put_contents("{$this->dir}/engine.php", $engine);
        $stub = (string) file_get_contents("{$plugin}/dropin/advanced-cache.php");
        file_put_contents("{$this->dir}/advanced-cache.php", strtr($stub, [
            "'%PLUGIN_FILE%'" => var_export("{$this->dir}/plugin.php", true),
            "'%ENGINE_FILE%'" => var_export("{$this->dir}/engine.php", true),
            "'%CACHE_DIR%'" => var_export("{$this->dir}/cache", true),
        ]));
    }
}
