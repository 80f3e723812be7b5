<?php

/**
 * WordPress runs without the plugin while the cache is on: it was deactivated in the database, its folder was renamed to find
 * an error, or another plugin leaves it out of some requests. Nobody purges what is changed then, so that every stored page
 * goes at the end of a request that writes anything, and a mark stays for the plugin, which tells the edge when it is back
 * (Purge\Upkeep\TimeAway). WP-CLI loads no drop-in: `wp --skip-plugins` is not noticed.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\StoreFailure;
use DynamicCache\Store\Stores;

final class Unattended
{
    /** Of no page's concern, as core writes them: locks and copies with an end, and the plan of cron. */
    private const UNSEEN = "/\\boption_name`? = '(?:_(?:site_)?transient_|cron')|^\\s*INSERT INTO `\\w+` \\(`option_name`, `option_value`, `autoload`\\) VALUES \\('(?:_(?:site_)?transient_|cron')/";

    private bool $isChanged = false;

    /** @param string $dir the cache folder */
    private function __construct(private readonly string $dir) {}

    /** @param string $dir the cache folder */
    public static function begin(string $dir): void
    {
        $self = new self($dir);
        add_filter('query', $self->observe(...), PHP_INT_MAX);
        // In a shutdown function of its own, which is the last one then: others still change things.
        register_shutdown_function(static fn() => register_shutdown_function(static function () use ($self): void {
            if ($self->isChanged) {
                self::purge($self->dir);
            }
        }));
    }

    /**
     * What is there while the site may have been changed without the plugin since it ran last.
     *
     * @param string $dir the cache folder
     */
    public static function mark(string $dir, string $site): string
    {
        return "{$dir}/log/away-{$site}";
    }

    private function observe(mixed $sql = ''): mixed
    {
        if (!$this->isChanged && is_string($sql) && preg_match('/^[\s(]*(?:SELECT|SHOW|DESCRIBE|EXPLAIN|SET)\b/i', $sql) !== 1 && preg_match(self::UNSEEN, $sql) !== 1) {
            $this->isChanged = true;
            // Before the first change: a process that is killed in the middle has left it.
            self::leave_mark($this->dir, self::site());
        }

        return $sql;
    }

    private static function leave_mark(string $dir, string $site): void
    {
        if (self::config($dir, $site)?->isEnabled === true) {
            @touch(self::mark($dir, $site));
        }
    }

    /** As the drop-in reads it; null where the site does not use the cache. */
    private static function config(string $dir, string $site): ?Config
    {
        try {
            return Config::parse(Json::of_file("{$dir}/config/{$site}.php"));
        } catch (UnableToReadConfig) {
            return null;
        }
    }

    /**
     * Every stored page of the site is out of use; asks WordPress for nothing, because it runs at the very end. Where the
     * store is away, they stay: no visitor gets them before it is back.
     *
     * @param string $dir the cache folder
     */
    private static function purge(string $dir): void
    {
        $site = self::site();
        // The plugin may have been back in another request meanwhile, which took the first one.
        self::leave_mark($dir, $site);
        $config = self::config($dir, $site);
        try {
            if ($config?->isEnabled === true) {
                Stores::open($dir, $config->store, $site, $config->redis)->purge(['site'], [], time());
            }
        } catch (StoreFailure) {
            // It serves nobody.
        }
        if (defined('WP_CONTENT_DIR')) {
            // What the web server sends by itself (Direct\TreeFolder, which deletes what is set aside).
            $direct = WP_CONTENT_DIR . "/cache/dynamic-cache-direct/{$site}";
            @rename("{$direct}/tree", "{$direct}/old-" . bin2hex(random_bytes(8)));
        }
    }

    /** Blog id of the site that was asked, whatever site was switched to after that. */
    private static function site(): string
    {
        $blog = $GLOBALS['current_blog'] ?? null;
        $site = is_object($blog) ? get_object_vars($blog)['blog_id'] ?? null : '1';

        return is_scalar($site) && preg_match('/^[1-9][0-9]{0,18}$/D', (string) $site) === 1 ? (string) $site : '1';
    }
}
