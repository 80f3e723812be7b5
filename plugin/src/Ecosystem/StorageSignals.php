<?php

/**
 * How plugins keep a page out of whatever page cache there is, or end its life: the constants, actions, filters and
 * headers that are in common use, each with the meaning that it has where it comes from. DONOTCACHEPAGE and
 * Cache-Control are read with everything else (RenderObserver, Engine\Cacheability).
 */

declare(strict_types=1);

namespace DynamicCache\Ecosystem;

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;
use DynamicCache\Engine\ResponseHeaders;
use DynamicCache\Feature;

final class StorageSignals implements Feature
{
    private const CONSTANTS = ['LSCACHE_NO_CACHE'];

    /** Actions that plugins fire without asking who listens. */
    private const REFUSING_ACTIONS = ['litespeed_control_set_nocache', 'litespeed_control_set_private'];
    private const LIFETIME_ACTIONS = ['litespeed_control_set_ttl'];

    /** Filters that plugins answer with false. */
    private const FILTERS = ['do_rocket_generate_caching_files'];

    /** Header → what of its value forbids to store. */
    private const HEADERS = [
        'X-LiteSpeed-Cache-Control' => '/\b(?:no-cache|no-store|private)\b/i',
        'X-Accel-Expires' => '/^(?:0|@0)$/',
        'X-Cache-Enabled' => '/^(?:0|false|no|off)$/i',
    ];

    public function boot(): void
    {
        add_action('plugins_loaded', $this->begin(...), PHP_INT_MAX, 0);
    }

    public function begin(): void
    {
        $fill = Fill::current();
        if ($fill === null) {
            return;
        }
        foreach (self::REFUSING_ACTIONS as $action) {
            add_action($action, static fn() => $fill->refuse(Reason::DoNotCache), 10, 0);
        }
        foreach (self::LIFETIME_ACTIONS as $action) {
            add_action($action, static function (mixed $seconds = 0) use ($fill): void {
                if (is_numeric($seconds) && (int) $seconds > 0) {
                    $fill->expire_at(time() + (int) $seconds);
                }
            });
        }
        add_action('shutdown', static fn() => self::look($fill), -9, 0);
    }

    private static function look(Fill $fill): void
    {
        if (self::is_refused() || self::is_forbidden_by(new ResponseHeaders(headers_list()))) {
            $fill->refuse(Reason::DoNotCache);
        }
    }

    private static function is_refused(): bool
    {
        foreach (self::CONSTANTS as $constant) {
            if (self::is_set($constant)) {
                return true;
            }
        }
        foreach (self::FILTERS as $filter) {
            if (has_filter($filter) && apply_filters($filter, true) === false) {
                return true;
            }
        }

        return false;
    }

    private static function is_set(string $constant): bool
    {
        return defined($constant) && (bool) constant($constant);
    }

    /** Whether a header for a cache of another make forbids to store. */
    public static function is_forbidden_by(ResponseHeaders $headers): bool
    {
        foreach (self::HEADERS as $name => $pattern) {
            if (preg_grep($pattern, $headers->values($name)) !== []) {
                return true;
            }
        }

        return false;
    }
}
