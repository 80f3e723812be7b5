<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Direct;

/** nginx or Apache on loopback, in a folder of its own, in front of a script of PHP's own server that stands for WordPress. */
final class WebServer
{
    /** @param list<resource> $processes */
    private function __construct(public readonly int $port, private array $processes) {}

    /**
     * @param string $rules for the server block
     * @param string $jump for the location in which the addresses of the site end
     */
    public static function nginx(string $dir, int $port, string $rules, string $jump): self
    {
        $user = posix_geteuid() === 0 ? 'user root;' : '';
        $temporary = implode("\n", array_map(static fn(string $name): string => "{$name}_temp_path {$dir}/{$name};", ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']));
        $php = self::free_port();
        file_put_contents("{$dir}/nginx.conf", <<<CONF
            {$user}
            worker_processes 1;
            pid {$dir}/nginx.pid;
            error_log {$dir}/error.log;
            daemon off;
            events { worker_connections 64; }
            http {
              access_log off;
              {$temporary}
              server {
                listen 127.0.0.1:{$port};
                root {$dir}/root;
                index index.php;
                add_header X-Frame-Options DENY;
                {$rules}
                error_page 404 503 /lost.html;
                location / { {$jump} try_files \$uri \$uri/ /index.php?\$args; }
                location /app/ { return 200 "app"; }
                location /inside/ { internal; }
                location ~ \.css\$ { try_files \$uri =404; }
                location ~ \.php\$ { proxy_intercept_errors on; proxy_set_header X-Asked \$request_uri; proxy_pass http://127.0.0.1:{$php}; }
              }
            }
            CONF);

        return self::started($port, [self::php($dir, $php), self::run(['nginx', '-c', "{$dir}/nginx.conf", '-e', "{$dir}/error.log"])], $php);
    }

    public static function apache(string $dir, int $port): self
    {
        $php = self::free_port();
        $modules = '/usr/lib/apache2/modules';
        $load = implode("\n", array_map(
            static fn(string $name): string => "LoadModule {$name}_module {$modules}/mod_{$name}.so",
            ['mpm_event', 'authz_core', 'rewrite', 'headers', 'mime', 'setenvif', 'env', 'proxy', 'proxy_http', 'deflate', 'filter', 'alias', 'dir'],
        ));
        $user = posix_geteuid() === 0 ? "User www-data\nGroup www-data" : '';
        file_put_contents("{$dir}/apache.conf", <<<CONF
            ServerName 127.0.0.1
            ServerRoot {$dir}
            PidFile {$dir}/apache.pid
            ErrorLog {$dir}/error.log
            {$load}
            {$user}
            Listen 127.0.0.1:{$port}
            TypesConfig /etc/mime.types
            AddEncoding x-gzip .gz
            AddOutputFilterByType DEFLATE text/html
            DocumentRoot {$dir}/root
            <Directory {$dir}/root>
              AllowOverride All
              Options FollowSymLinks
              Require all granted
            </Directory>
            RequestHeader set X-Asked "expr=%{THE_REQUEST}"
            RequestHeader edit X-Asked "^[A-Z]+ (\S+) .*" "$1"
            ProxyPass /index.php http://127.0.0.1:{$php}/index.php
            CONF);

        return self::started($port, [self::php($dir, $php), self::run(['apache2', '-f', "{$dir}/apache.conf", '-DFOREGROUND'])], $php);
    }

    public static function has(string $program): bool
    {
        return shell_exec('command -v ' . escapeshellarg($program)) !== null;
    }

    public static function free_port(): int
    {
        $socket = stream_socket_server('tcp://127.0.0.1:0');
        $name = $socket === false ? false : stream_socket_get_name($socket, false);

        return $name === false ? throw new \RuntimeException('There is no port.') : (int) substr((string) strrchr($name, ':'), 1);
    }

    /**
     * One request, its target as given.
     *
     * @param list<string> $headers lines
     *
     * @return array{status: int, headers: array<string, string>, body: string}
     */
    public function ask(string $target, array $headers = [], string $method = 'GET', ?string $host = null): array
    {
        $socket = stream_socket_client("tcp://127.0.0.1:{$this->port}", $code, $message, 5.0);
        if ($socket === false) {
            throw new \RuntimeException((string) $message);
        }
        $host ??= "127.0.0.1:{$this->port}";
        fwrite($socket, implode("\r\n", ["{$method} {$target} HTTP/1.1", "Host: {$host}", ...$headers, 'Connection: close', '', '']));
        $reply = (string) stream_get_contents($socket);
        fclose($socket);
        [$head, $body] = explode("\r\n\r\n", $reply, 2) + ['', ''];
        $lines = explode("\r\n", $head);
        $fields = [];
        foreach (array_slice($lines, 1) as $line) {
            [$name, $value] = explode(':', $line, 2) + ['', ''];
            $fields[strtolower($name)] = trim($value);
        }
        if (($fields['transfer-encoding'] ?? '') === 'chunked') {
            $body = self::joined($body);
        }

        return ['status' => (int) substr($lines[0], 9, 3), 'headers' => $fields, 'body' => $body];
    }

    public function stop(): void
    {
        foreach ($this->processes as $process) {
            proc_terminate($process);
            proc_close($process);
        }
        $this->processes = [];
    }

    private static function joined(string $chunks): string
    {
        $body = '';
        while (($length = (int) hexdec((string) strtok($chunks, "\r\n"))) > 0) {
            $at = (int) strpos($chunks, "\r\n") + 2;
            $body .= substr($chunks, $at, $length);
            $chunks = substr($chunks, $at + $length + 2);
        }

        return $body;
    }

    /** @return resource */
    private static function php(string $dir, int $port)
    {
        file_put_contents("{$dir}/root/index.php", '<?php header("X-Dynamic-Cache: bypass; reason=disabled"); http_response_code(str_contains($_SERVER["HTTP_X_ASKED"] ?? "", "/broken/") ? 503 : 200); echo "php ", $_SERVER["HTTP_X_ASKED"] ?? $_SERVER["REQUEST_URI"];');

        return self::run([PHP_BINARY, '-S', "127.0.0.1:{$port}", "{$dir}/root/index.php"]);
    }

    /**
     * @param list<string> $command
     *
     * @return resource
     */
    private static function run(array $command)
    {
        $process = proc_open($command, [1 => ['file', '/dev/null', 'w'], 2 => ['file', '/dev/null', 'w']], $pipes);

        return $process === false ? throw new \RuntimeException("{$command[0]} does not start.") : $process;
    }

    /** @param list<resource> $processes */
    private static function started(int $port, array $processes, int $other): self
    {
        $server = new self($port, $processes);
        foreach ([$port, $other] as $wanted) {
            $socket = false;
            for ($try = 0; $socket === false && $try < 60; $try++) {
                $socket = @stream_socket_client("tcp://127.0.0.1:{$wanted}", $code, $message, 0.1);
                if ($socket === false) {
                    usleep(50_000);
                }
            }
            if ($socket === false) {
                $server->stop();
                throw new \RuntimeException("Nobody listens on {$wanted}.");
            }
            fclose($socket);
        }

        return $server;
    }
}
