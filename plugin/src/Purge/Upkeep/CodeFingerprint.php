<?php

/**
 * A deploy by git or rsync fires no hook: once a minute at most, while a page is rendered for the cache, and from cron,
 * the code that makes pages is looked at, cheaply: times and sizes of the main files of what is active. When they differ
 * everything is purged.
 */

declare(strict_types=1);

namespace DynamicCache\Purge\Upkeep;

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;
use DynamicCache\Feature;
use DynamicCache\Purge\Cause;
use DynamicCache\Purge\Change;
use DynamicCache\Purge\Changes\SiteChange;
use DynamicCache\Purge\PurgeQueue;

final class CodeFingerprint implements Feature
{
    public const OPTION = 'dynamic_cache_code';

    private const SECONDS = 60;

    /** Of a theme: what makes it, and the folders whose own times tell of files that come and go. */
    private const OF_THEME = ['style.css', 'functions.php', 'theme.json', 'templates', 'parts', 'patterns', 'inc', '.'];

    /** @param \Closure(): int $clock Unix seconds */
    public function __construct(private readonly \Closure $clock) {}

    public function boot(): void
    {
        // After plugins and theme are loaded, before anything is rendered.
        add_action('wp_loaded', fn() => Fill::current() === null ? null : $this->look(), 0, 0);
        add_action(Sweep::EVENT, fn() => $this->look(), 0, 0);
    }

    /** Purges everything when the code is another one than at the last look. */
    public function look(): void
    {
        $known = get_option(self::OPTION);
        $known = is_array($known) ? $known : [];
        $now = ($this->clock)();
        if (is_int($known['at'] ?? null) && abs($now - $known['at']) < self::SECONDS) {
            return;
        }
        $found = self::fingerprint();
        update_option(self::OPTION, ['at' => $now, 'code' => $found], true);
        if (isset($known['code']) && $known['code'] !== $found) {
            PurgeQueue::of_site()->expect('site:' . Cause::CODE, static fn(): Change => new SiteChange(Cause::CODE), SiteChange::TAGS);
            // The code of this very request may have been loaded half before and half after.
            Fill::current()?->refuse(Reason::ChangedByOwnRender);
        }
    }

    /** @return string hex digits */
    public static function fingerprint(): string
    {
        global $wp_version;
        $parts = [is_string($wp_version) ? $wp_version : ''];
        foreach (self::files() as $file) {
            clearstatcache(true, $file);
            $stat = @stat($file);
            $parts[] = $stat === false ? '-' : "{$file}:{$stat['mtime']}:" . (is_dir($file) ? '' : (string) $stat['size']);
        }

        return hash('sha256', implode("\n", $parts));
    }

    /** @return list<string> */
    private static function files(): array
    {
        $files = [...wp_get_mu_plugins(), ...wp_get_active_and_valid_plugins(), ...(is_multisite() ? wp_get_active_network_plugins() : []), WP_CONTENT_DIR . '/languages'];
        foreach (array_unique([get_template_directory(), get_stylesheet_directory()]) as $folder) {
            foreach (self::OF_THEME as $name) {
                $files[] = "{$folder}/{$name}";
            }
        }

        return array_values(array_unique($files));
    }
}
