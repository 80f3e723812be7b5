<?php

/**
 * The short way to a hit, before the rest of the engine is even loaded: a plain request for a page that carries a seal
 * (Store\Seal) of the settings and the purge log as they are now. Everything else, and every first time, takes the long
 * way through FrontDoor, which afterwards seals the page.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\LogGlance;
use DynamicCache\Store\ReadyPage;
use DynamicCache\Store\Seal;

final class Express
{
    /** The only site of an installation; networks take the long way. */
    public const SITE = '1';

    /**
     * @param string $settings names the state of the settings file, 8 bytes
     * @param int $position of the purge log before anything of the page was read
     */
    private function __construct(
        private readonly PlainRequest $request,
        private readonly ReadyPage $page,
        private readonly LogGlance $log,
        private readonly string $settings,
        private readonly int $position,
    ) {}

    /**
     * Null when the request has to take the long way.
     *
     * @param string $dir the cache folder
     * @param array<array-key, mixed> $server $_SERVER
     */
    public static function of(string $dir, array $server): ?self
    {
        $request = self::is_network() || self::php_compresses() ? null : PlainRequest::of($server);
        $settings = $request === null ? null : self::settings("{$dir}/config/" . self::SITE . '.php');
        $log = $settings === null ? null : LogGlance::at("{$dir}/log/" . self::SITE . '.php');
        if ($request === null || $settings === null || $log === null) {
            return null;
        }
        $position = $log->position();
        $page = ReadyPage::open("{$dir}/pages/" . self::SITE . '/' . $log->epoch(), $request->key, $request->canonical);

        return $page === null ? null : new self($request, $page, $log, $settings, $position);
    }

    /**
     * Sends the page, if its seal allows it.
     *
     * @param int $now Unix seconds
     *
     * @return int|null bytes of the body that was sent
     */
    public function answer(int $now): ?int
    {
        $page = $this->page;
        $isGzip = $this->request->takesGzip && $page->has_gzip();
        // In the second in which it was stored a page has no Last-Modified yet.
        $isFresh = $page->storedAt < $now && $now < $page->expiresAt;
        $body = $isFresh && $this->is_sealed($page->seal, $now) ? $page->body($isGzip) : null;
        // Once more now that the page was read: a purge that has returned is in the log.
        if ($body === null || $page->seal === null || $this->log->position() !== $this->position) {
            return null;
        }
        if ($page->status !== 200) {
            http_response_code($page->status);
        }
        foreach ($page->headers as $line) {
            $line[0] === "\t" ? header(substr($line, 1), false) : header($line);
        }
        $this->send_changing_headers($now, $page->seal->browser);
        header("ETag: \"{$page->etag}" . ($isGzip ? '-gzip"' : '"'));
        header('Content-Length: ' . strlen($body));
        if ($isGzip) {
            header('Content-Encoding: gzip');
        }
        echo $body;

        return strlen($body);
    }

    /** Called when the long way came to the same page as a hit: the next plain request for it may take the short one. */
    public function seal(Config $config, int $now): void
    {
        $rules = $config->rules;
        if ($config->store === 'disk' && $rules->excluded['user_agents'] === []) {
            $this->page->seal(new Seal(
                $this->settings,
                $this->position,
                $config->ttl->browser,
                $rules->excluded['cookies'] !== [] || $rules->keyed_cookies() !== [],
                Seal::hour($now),
            ));
        }
    }

    /** For the count log: 16 hex digits. */
    public function short_key(): string
    {
        return substr($this->request->key, 0, 16);
    }

    private function is_sealed(?Seal $seal, int $now): bool
    {
        return $seal !== null && $seal->settings === $this->settings && $seal->position === $this->position
            && $seal->hour === Seal::hour($now) && !($seal->needsCookieless && $this->request->hasCookies);
    }

    /** The same as Reply and Status say. */
    private function send_changing_headers(int $now, int $browser): void
    {
        $age = $now - $this->page->storedAt;
        $left = $this->page->expiresAt - $now;
        header('Cache-Control: max-age=' . ($browser === 0 ? 0 : $age + min($browser, $left)) . ', must-revalidate');
        header("Age: {$age}");
        header('X-Dynamic-Cache: hit; reason=fresh');
        header("Cache-Status: dynamic-cache-origin; hit; ttl={$left}");
    }

    private static function is_network(): bool
    {
        return (defined('MULTISITE') && (bool) constant('MULTISITE')) || defined('SUBDOMAIN_INSTALL') || defined('VHOST') || defined('SUNRISE');
    }

    /** Whether PHP may change bodies on their way out; Encoding::is_taken_by_php() looks closer. */
    private static function php_compresses(): bool
    {
        $handlers = ob_list_handlers();

        return !in_array(ini_get('zlib.output_compression'), ['', '0', false], true)
            || ($handlers !== [] && $handlers !== ['default output handler']);
    }

    /** Null when there is none. The file is only ever replaced, and each time gets a later time (Install\AtomicFile). */
    private static function settings(string $path): ?string
    {
        $time = @filemtime($path);

        return $time === false ? null : hash('xxh3', pack('P3', $time, (int) filesize($path), (int) fileinode($path)), true);
    }
}
