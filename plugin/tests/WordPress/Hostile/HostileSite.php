<?php

/**
 * A real WordPress with the cache switched on and careless plugins on it (probes.php), spoken to in raw bytes. Knows
 * what is stored on its disk, and can make a stored page old.
 */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Hostile;

use DynamicCache\Engine\CacheKey;
use DynamicCache\Engine\QueryParameter;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\Stores;
use DynamicCache\Tests\Engine\Http\HttpReply;
use DynamicCache\Tests\WordPress\LiveSite;

final class HostileSite
{
    /** A cookie under which WordPress answers, and nothing else is different. */
    private const PAST_THE_CACHE = 'Cookie: wordpress_no_cache=1';

    private function __construct(public readonly LiveSite $live, public readonly string $host) {}

    public static function start(): self
    {
        $live = LiveSite::start();
        copy(__DIR__ . '/probes.php', $live->file('wp-content/mu-plugins/probes.php'));
        copy(__DIR__ . '/template.php', $live->file('wp-content/template.php'));
        $site = new self($live, substr($live->url, strlen('http://')));
        $live->switch(true);
        // What the first renders of a site write by themselves.
        foreach (['/', '/hello-world/', '/?fault=', '/hello-world/?fault=', '/hello-world/?fault='] as $target) {
            $site->get($target);
        }

        return $site;
    }

    /**
     * One request of its own connection.
     *
     * @param list<string> $lines header lines; a `Host` among them takes the place of the right one
     */
    public function get(string $target, array $lines = [], string $method = 'GET', string $body = ''): HttpReply
    {
        $hasHost = preg_grep('/^\s*host\s*:/i', $lines) !== [];
        $head = [...($hasHost ? [] : ["Host: {$this->host}"]), ...$lines, 'Connection: close'];

        return HttpReply::parse($this->raw("{$method} {$target} HTTP/1.1\r\n" . implode("\r\n", $head) . "\r\n\r\n{$body}"));
    }

    /**
     * Sends bytes; gives what comes back until the server closes, or has nothing to say for so long.
     *
     * @param int $patience seconds
     */
    public function raw(string $bytes, int $patience = 20): string
    {
        $socket = stream_socket_client("tcp://{$this->host}", $code, $message, 5);
        if ($socket === false) {
            throw new \RuntimeException("No server: {$message}");
        }
        stream_set_timeout($socket, $patience);
        for ($sent = 0; $sent < strlen($bytes);) {
            // A server that has had enough closes: what it said before is the answer.
            $written = @fwrite($socket, substr($bytes, $sent, 65_536));
            if ($written === false || $written === 0) {
                break;
            }
            $sent += $written;
        }
        $reply = (string) @stream_get_contents($socket);
        fclose($socket);

        return $reply;
    }

    /** What WordPress itself says now; nothing is served from, or stored in, the cache. */
    public function truth(string $target): HttpReply
    {
        return $this->get($target, [self::PAST_THE_CACHE]);
    }

    /** @return array<string, string> bytes of every stored page, by path */
    public function stored(): array
    {
        clearstatcache();
        $stored = [];
        $paths = glob($this->live->file('wp-content/cache/dynamic-cache/pages/1/*/*/*.page'));
        foreach ($paths === false ? [] : $paths as $path) {
            $stored[$path] = (string) @file_get_contents($path);
        }

        return $stored;
    }

    /** @return list<string> paths of all stored pages; their bytes change with every visit, which is noted in them */
    public function files(): array
    {
        return array_keys($this->stored());
    }

    public function stores(string $text): bool
    {
        foreach ($this->stored() as $bytes) {
            if (stripos($bytes, $text) !== false) {
                return true;
            }
        }

        return false;
    }

    public function page(string $target): ?Page
    {
        $page = $this->store()->find($this->canonical($target), time());

        return $page instanceof Page ? $page : null;
    }

    /** Puts the end of a stored page's life into the past. */
    public function age(string $target): void
    {
        $page = $this->page($target);
        if ($page === null || $page->token === null) {
            throw new \LogicException("{$target} is not stored.");
        }
        $old = new Page($page->canonical, $page->status, $page->headers, $page->body, $page->tags, time() - 100, time() - 2, $page->revision);
        $this->store()->save($old, $page->token, time());
    }

    public function store(): PageStore
    {
        return Stores::open($this->live->file('wp-content/cache/dynamic-cache'), 'disk', '1');
    }

    /** Sets the fault of addresses with `?fault=switch`; empty = none. */
    public function set_fault(string $fault): void
    {
        file_put_contents($this->live->file('wp-content/fault'), $fault);
    }

    public function stop(): void
    {
        $this->live->stop();
    }

    /** Of a target without ignored parameters. */
    private function canonical(string $target): string
    {
        [$path, $query] = [...explode('?', $target, 2), ''];

        return CacheKey::canonical([
            'site' => '1',
            'scheme' => 'http',
            'host' => $this->host,
            'path' => (string) CacheKey::path($path),
            'query' => CacheKey::query(QueryParameter::all($query)),
            'persona' => '',
            'language' => '',
            'currency' => '',
            'device' => '',
        ]);
    }
}
