<?php

/**
 * The short way to a hit, before the rest of the engine is even loaded: a plain request for a page that carries a seal
 * (Store\Seal) of the settings and the purge log as they are now. Everything else, and every first time, takes the long
 * way through FrontDoor, which afterwards seals the page.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\DiskGlance;
use DynamicCache\Store\ReadyPage;
use DynamicCache\Store\RedisGlance;
use DynamicCache\Store\Seal;
use DynamicCache\Store\SealedPage;

final class Express
{
    /** The only site of an installation; networks take the long way. */
    public const SITE = '1';

    private function __construct(private readonly DiskGlance|RedisGlance $glance) {}

    /**
     * Null when the request has to take the long way, and itself when that may make the next one shorter.
     *
     * @param string $dir the cache folder
     * @param string $store where the pages were when the engine was written: who looks there first is sooner through
     */
    public static function find(string $dir, PlainRequest $request, int $now, string $store): SealedPage|self|null
    {
        $found = $store === 'redis' ? self::in_redis($dir, $request, $now) : null;
        $found ??= DiskGlance::of($dir, self::SITE, $request, $now, $store === 'disk');
        // Pages that are in Redis now may have been on disk before: those carry no seal of these settings.
        if ($store !== 'redis' && !$found instanceof SealedPage) {
            $found = self::in_redis($dir, $request, $now) ?? $found;
        }

        return $found === null || $found instanceof SealedPage ? $found : new self($found);
    }

    private static function in_redis(string $dir, PlainRequest $request, int $now): SealedPage|RedisGlance|null
    {
        return extension_loaded('redis') && Entrance::has(RedisGlance::class, 'redis') ? RedisGlance::of($dir, self::SITE, $request, $now) : null;
    }

    /**
     * Sends the page, if it is its time.
     *
     * @param int $now Unix seconds
     *
     * @return int|null bytes of the body that was sent
     */
    public static function send(SealedPage $page, int $now): ?int
    {
        $lines = $page->lines;
        $age = $now - (int) $lines[0];
        $left = (int) $lines[1] - $now;
        // In the second in which it was stored a page has no Last-Modified yet.
        if ($age <= 0 || $left <= 0) {
            return null;
        }
        if ($lines[2] !== '200') {
            http_response_code((int) $lines[2]);
        }
        for ($at = ReadyPage::HEADERS; isset($lines[$at]); $at++) {
            $lines[$at][0] === "\t" ? header(substr($lines[$at], 1), false) : header($lines[$at]);
        }
        // The same as Reply and Status say.
        $length = strlen($page->body);
        header('Cache-Control: max-age=' . ($page->browser === 0 ? 0 : $age + min($page->browser, $left)) . ', must-revalidate');
        header("Age: {$age}");
        header('X-Dynamic-Cache: hit; reason=fresh');
        header("Cache-Status: dynamic-cache-origin; hit; ttl={$left}");
        header("ETag: \"{$lines[3]}" . ($page->isGzip ? '-gzip"' : '"'));
        header("Content-Length: {$length}");
        if ($page->isGzip) {
            header('Content-Encoding: gzip');
        }
        // PHP's own buffer (is_possible()) would only copy the body.
        if (ob_get_level() > 0) {
            ob_end_flush();
        }
        echo $page->body;

        return $length;
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

    /** Whether any request may take the short way: not in a network, and not where PHP may change bodies on their way out. */
    public static function is_possible(): bool
    {
        // Encoding::is_taken_by_php() looks closer.
        $handlers = ob_list_handlers();

        return ($handlers === [] || $handlers === ['default output handler'])
            && in_array(ini_get('zlib.output_compression'), ['', '0', false], true)
            && !(defined('MULTISITE') && (bool) constant('MULTISITE')) && !defined('SUBDOMAIN_INSTALL') && !defined('VHOST') && !defined('SUNRISE');
    }
}
