<?php

/**
 * The short way to a hit, before the rest of the engine is even loaded: a plain request for a page that carries a seal
 * (Store\Seal) of the settings and the purge log as they are now. Everything else, and every first time, takes the long
 * way through FrontDoor, which afterwards seals the page.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\DiskGlance;
use DynamicCache\Store\Glance;
use DynamicCache\Store\RedisGlance;
use DynamicCache\Store\Seal;

final class Express
{
    /** The only site of an installation; networks take the long way. */
    public const SITE = '1';

    private function __construct(
        private readonly PlainRequest $request,
        private readonly Glance $glance,
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
        if ($request === null) {
            return null;
        }
        $glance = DiskGlance::of($dir, self::SITE, $request);
        // Pages that are in Redis now may have been on disk before: those carry no seal of these settings.
        if ($glance?->found_seal()?->settings !== ($glance?->settings() ?? '')) {
            $glance = RedisGlance::of($dir, self::SITE, $request) ?? $glance;
        }

        return $glance === null ? null : new self($request, $glance);
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
        $page = $this->glance->page();
        $seal = $this->glance->found_seal();
        // In the second in which it was stored a page has no Last-Modified yet.
        if ($seal === null || $page->storedAt >= $now || $now >= $page->expiresAt || !$this->is_valid($seal, $now)) {
            return null;
        }
        $isGzip = $this->request->takesGzip && $page->gzip > 0;
        $body = $this->glance->body($isGzip);
        // Once more now that the page was read: a purge that has returned is in the log.
        if ($body === null || !$this->glance->is_current()) {
            return null;
        }
        if ($page->status !== 200) {
            http_response_code($page->status);
        }
        foreach ($page->headers as $line) {
            $line[0] === "\t" ? header(substr($line, 1), false) : header($line);
        }
        // The same as Reply and Status say.
        $age = $now - $page->storedAt;
        $left = $page->expiresAt - $now;
        header('Cache-Control: max-age=' . ($seal->browser === 0 ? 0 : $age + min($seal->browser, $left)) . ', must-revalidate');
        header("Age: {$age}");
        header('X-Dynamic-Cache: hit; reason=fresh');
        header("Cache-Status: dynamic-cache-origin; hit; ttl={$left}");
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
        if ($config->store === $this->glance->store() && $rules->excluded['user_agents'] === []) {
            $this->glance->seal(new Seal(
                $this->glance->settings(),
                $this->glance->position(),
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

    private function is_valid(Seal $seal, int $now): bool
    {
        return $seal->settings === $this->glance->settings() && $seal->position === $this->glance->position()
            && $seal->hour === Seal::hour($now) && !($seal->needsCookieless && $this->request->hasCookies);
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
}
