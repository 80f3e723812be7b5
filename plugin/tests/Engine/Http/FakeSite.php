<?php

/** A site under `php -S` on a free port: the real drop-in stub, the real engine, a fake WordPress behind them. */

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

use DynamicCache\Store\Files;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\Stores;
use DynamicCache\Tests\Store\TemporaryFolder;

final class FakeSite
{
    public readonly string $dir;

    public readonly string $host;

    /** @var resource */
    private $server;

    /** @param array<string, string> $ini settings of that PHP */
    public function __construct(array $ini = [])
    {
        $this->dir = sys_get_temp_dir() . '/dynamic-cache-' . bin2hex(random_bytes(6));
        mkdir("{$this->dir}/cache/config", 0750, true);
        $this->host = '127.0.0.1:' . self::free_port();
        $this->write_content('first');
        $this->write_data('sites.php', ['v' => 1, 'sites' => [['site' => '1', 'host' => $this->host, 'aliases' => [], 'path' => '/']]]);
        $this->write_config([]);
        $this->write_dropin();
        $this->server = $this->start($ini);
    }

    public function stop(): void
    {
        // Only the server has to go: it is the one process that was started, and it has no children.
        proc_terminate($this->server, SIGKILL);
        proc_close($this->server);
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
        ]);
    }

    /** @param array<mixed> $data */
    public function write_data(string $name, array $data): void
    {
        file_put_contents("{$this->dir}/cache/{$name}", "<?php exit; ?>\n" . json_encode($data, JSON_THROW_ON_ERROR | JSON_HEX_TAG));
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

    /**
     * @param array<string, string> $ini
     *
     * @return resource
     */
    private function start(array $ini)
    {
        $command = [PHP_BINARY, '-d', 'display_errors=1', '-d', 'log_errors=0', '-d', 'error_reporting=-1', '-d', 'opcache.enable=0'];
        foreach ($ini as $name => $value) {
            array_push($command, '-d', "{$name}={$value}");
        }
        array_push($command, '-S', $this->host, __DIR__ . '/fake-wordpress.php');
        $null = ['file', '/dev/null', 'w'];
        $server = proc_open($command, [['file', '/dev/null', 'r'], $null, $null], $pipes, $this->dir, ['SITE_DIR' => $this->dir] + getenv());
        if ($server === false) {
            throw new \RuntimeException('php -S does not start.');
        }
        for ($try = 0; $try < 200; $try++) {
            $socket = @stream_socket_client("tcp://{$this->host}", $code, $message, 1);
            if ($socket !== false) {
                fclose($socket);

                return $server;
            }
            usleep(20_000);
        }
        throw new \RuntimeException('php -S does not answer.');
    }

    private static function free_port(): int
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
