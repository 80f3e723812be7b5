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

    /**
     * @param DiskGlance|RedisGlance|null $glance null: no page was seen that could be sealed
     * @param string $absent canonical string of the page of which there was no file, '' = nothing is known of any
     * @param string $settings bytes of the settings file, '' = they were not needed; read no earlier than anything here
     */
    private function __construct(
        private readonly DiskGlance|RedisGlance|null $glance,
        private readonly string $absent = '',
        public readonly string $settings = '',
    ) {}

    /**
     * Null when the request has to take the long way, and itself when that may make the next one shorter, or need not read
     * again what was read here.
     *
     * @param string $dir the cache folder
     * @param string $store where the pages were when the engine was written: who looks there first is sooner through
     */
    public static function find(string $dir, PlainRequest $request, int $now, string $store): SealedPage|self|null
    {
        $settings = $store === 'redis' ? self::settings_of($dir) : '';
        $found = $settings === '' ? null : RedisGlance::of($dir, self::SITE, $request, $now, $settings);
        $found ??= DiskGlance::of($dir, self::SITE, $request, $now, $store === 'disk');
        if ($found instanceof SealedPage) {
            return $found;
        }
        // Pages that are in Redis now may have been on disk before: those carry no seal of these settings.
        if ($store !== 'redis') {
            $settings = self::settings_of($dir);
            $found = ($settings === '' ? null : RedisGlance::of($dir, self::SITE, $request, $now, $settings)) ?? $found;
        }
        if ($found === false) {
            return new self(null, $request->canonical, $settings);
        }

        // Whoever seals reads them again: a seal names the file, and must not be older than what it says of it.
        return $found === null || $found instanceof SealedPage ? $found : new self($found);
    }

    /** Bytes of the settings file, which say where Redis is; '' where PHP could not ask it. */
    private static function settings_of(string $dir): string
    {
        return extension_loaded('redis') && Entrance::has(RedisGlance::class, 'redis') ? Json::bytes("{$dir}/config/" . self::SITE . '.php') : '';
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
        if ($config->store === $this->glance?->store() && $rules->excluded['user_agents'] === []) {
            $this->glance->seal(new Seal(
                $this->glance->settings(),
                $this->glance->position(),
                $config->ttl->browser,
                $rules->excluded['cookies'] !== [] || $rules->keyed_cookies() !== [],
                Seal::hour($now),
            ));
        }
    }

    /**
     * Whether there was no page on disk a moment ago. Whoever takes its lease then looks again: somebody may have stored it.
     *
     * @param string $canonical the canonical key string
     */
    public function is_absent(string $canonical): bool
    {
        return $this->absent !== '' && $this->absent === $canonical;
    }

    /**
     * Whether any request may take the short way: not in a network, and not where PHP may change bodies on their way out, or
     * something that was printed before would come in front of them.
     */
    public static function is_possible(): bool
    {
        // Encoding::is_taken_by_php() looks closer.
        $handlers = ob_list_handlers();

        return ($handlers === [] || ($handlers === ['default output handler'] && ob_get_length() === 0))
            && in_array(ini_get('zlib.output_compression'), ['', '0', false], true)
            && !(defined('MULTISITE') && (bool) constant('MULTISITE')) && !defined('SUBDOMAIN_INSTALL') && !defined('VHOST') && !defined('SUNRISE');
    }
}
