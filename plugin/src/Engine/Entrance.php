<?php

/**
 * What the drop-in calls: whether the request is one for the cache at all, then the short way (Express), then the long one
 * (FrontDoor). The generated engine has several files; only whom the short way does not answer loads them all.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\RedisGlance;
use DynamicCache\Store\SealedPage;

final class Entrance
{
    /** `disk` or `redis` in the generated engine (Install\EngineFile): where the pages were when it was written. */
    private static string $store = '%STORE%';

    /** Early start ran in this request. */
    private static bool $isEarly = false;

    /** What the short way found, where it did not answer. */
    private static ?Express $tried = null;

    /**
     * What early start calls, before WordPress loads anything: sends a page, or does nothing at all.
     *
     * @param string $dir the cache folder
     */
    public static function start_early(string $dir): void
    {
        self::$isEarly = true;
        if (self::is_for_visitors() && !self::is_iis()) {
            self::$tried = self::try_express($dir, time());
        }
    }

    public static function has_started_early(): bool
    {
        return self::$isEarly;
    }

    /**
     * Returns when WordPress has to answer; a hit ends the request here.
     *
     * @param string $dir the cache folder
     */
    public static function open(string $dir): void
    {
        self::answer($dir);
        self::watch($dir);
    }

    /**
     * What the drop-in calls in place of open() where the plugin is gone, or lies under another name for a while.
     *
     * @param string $dir the cache folder
     */
    public static function watch(string $dir): void
    {
        if (!function_exists('add_action')) {
            return;
        }
        add_action('plugins_loaded', static function () use ($dir): void {
            if (!defined('DYNAMIC_CACHE_VERSION') && !defined('WP_INSTALLING') && self::has_front_door()) {
                Unattended::begin($dir);
            }
        }, PHP_INT_MIN);
    }

    private static function answer(string $dir): void
    {
        if (!self::is_for_visitors()) {
            return;
        }
        $now = time();
        $express = self::$isEarly ? self::$tried : self::try_express($dir, $now);
        if (self::has_front_door()) {
            FrontDoor::open($dir, $now, $express);
        }
    }

    /** A hit ends the request here. */
    private static function try_express(string $dir, int $now): ?Express
    {
        $request = Express::is_possible() ? PlainRequest::of($_SERVER) : null;
        $found = $request === null ? null : Express::find($dir, $request, $now, self::$store);
        if (!$found instanceof SealedPage) {
            return $found;
        }
        $bytes = Express::send($found, $now);
        if ($bytes === null) {
            return null;
        }
        $startedAt = $_SERVER['REQUEST_TIME_FLOAT'] ?? null;
        $startedAt = is_float($startedAt) ? $startedAt : microtime(true);
        $times = CountLog::times_of_hit($dir, Express::SITE, $startedAt);
        if ($times > 0) {
            $micros = (int) ((microtime(true) - $startedAt) * 1_000_000);
            $line = CountRecord::line_of_hit((int) $startedAt, $bytes, $micros, substr($request->key, 0, 16));
            (new CountLog($dir, Express::SITE))->append_hit($line, $times);
        }
        exit;
    }

    /**
     * PHP-WASM has answered web requests under the name `cli`. Whatever else has that name is a script, which has an input:
     * WP-CLI and many a cron job make up a request, because WordPress asks for the host.
     */
    private static function is_for_visitors(): bool
    {
        $isWeb = PHP_SAPI !== 'cli' || (isset($_SERVER['REQUEST_METHOD']) && !defined('STDIN') && !defined('WP_CLI'));

        return $isWeb && !defined('WP_INSTALLING') && !defined('DOING_CRON') && !headers_sent();
    }

    /** IIS says the target elsewhere, and wp_fix_server_vars() puts it in place before the drop-in runs. */
    private static function is_iis(): bool
    {
        $software = $_SERVER['SERVER_SOFTWARE'] ?? '';

        return PHP_SAPI !== 'cgi-fcgi' && is_string($software) && str_contains($software, 'Microsoft-IIS');
    }

    private static function has_front_door(): bool
    {
        return self::has(RedisGlance::class, 'redis') && self::has(FrontDoor::class, 'rest');
    }

    /**
     * Whether a class of another file of the engine is there, which lies beside the first and is loaded for it.
     *
     * @param class-string $class
     */
    public static function has(string $class, string $file): bool
    {
        return class_exists($class, false)
            || ((@include_once substr(__FILE__, 0, -strlen('.php')) . ".{$file}.php") !== false && class_exists($class, false));
    }
}
