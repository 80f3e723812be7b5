<?php

/**
 * What plugins keep for a while: finished markup, an answer of another server. The page that shows it shows what it was made
 * of, which no hook of this render tells; so it goes when the plugin takes the thing back, and lives no longer than that.
 * They are named by the option that core keeps them in, also where an object cache has them instead.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Options;

use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;

final class Transients
{
    private const ROW = '_transient_';
    private const SITE_ROW = '_site_transient_';
    private const TIMEOUT = 'timeout_';

    /** Names of the hooks below. */
    public const READ = '/^pre_(?:site_)?transient_/';

    /** Hooks that a read runs, whoever keeps the thing → how the name of its option begins. */
    private const HOOKS = ['pre_transient_' => self::ROW, 'pre_site_transient_' => self::SITE_ROW];

    /** Core's own: nothing but what has hooks of its own is made of them. And ours. */
    private const CORE = '/^(?:doing_cron|is_multi_author|wp_styles_for_blocks|wp_core_block_css_files|dirsize_cache|health-check-|plugin_slugs$|settings_errors$|random_seed$|scrape_key_|wporg_theme_feature_list$|feed_|feed_mod_|oembed_|g_url_details_response_|global_styles|mailserver_last_checked$|dash_|update_(?:core|plugins|themes)$|theme_roots$|wp_theme_files_patterns-|wp_plugin_dependencies_|wp_remote_block_patterns|wp_generating_|wordpress_credits_|poptags_|php_check_|browser_|available_translations$|community-events-|timeout_|dynamic_cache_)/';

    /** So long a page may live whose thing ends at a time that only an object cache knows, in seconds. */
    private const UNKNOWN = 3600;

    /** What a page carries that found nothing there. */
    private const MISSING = 'missing';

    /** The option that is meant by a hook that has run; null: no read of something that a plugin keeps. */
    public static function of_hook(string $hook): ?string
    {
        foreach (self::HOOKS as $prefix => $row) {
            if (str_starts_with($hook, $prefix)) {
                return self::of_option($row . substr($hook, strlen($prefix)));
            }
        }

        return null;
    }

    /** The same for the name of an option: itself, where that is something that a plugin keeps. */
    public static function of_option(string $option): ?string
    {
        $name = self::name($option);

        return $name === null || preg_match(self::CORE, $name) === 1 ? null : $option;
    }

    /** The option whose end this one is. */
    public static function of_timeout(string $option): ?string
    {
        foreach ([self::ROW, self::SITE_ROW] as $row) {
            if (str_starts_with($option, $row . self::TIMEOUT)) {
                return self::of_option($row . substr($option, strlen($row . self::TIMEOUT)));
            }
        }

        return null;
    }

    /** Whether nobody has put it there, or its time is over. */
    public static function is_missing(string $option): bool
    {
        return self::value($option) === false;
    }

    /** Unix seconds at which it is gone; null: it stays until somebody takes it back, or is not there. */
    public static function end(string $option, int $now): ?int
    {
        if (self::is_missing($option)) {
            return null;
        }
        if (!self::is_option($option)) {
            return $now + self::UNKNOWN;
        }
        $end = get_option(self::timeout($option));

        return is_numeric($end) ? (int) $end : null;
    }

    /** Whether it is the end that is due, which every page with it has seen coming. */
    public static function is_over(string $option, int $now): bool
    {
        $end = get_option(self::timeout($option));

        return is_numeric($end) && (int) $end < $now;
    }

    /** @param string $option with the prefix that core keeps it under: `_transient_NAME` */
    public static function tag(string $option): string
    {
        return Tag::option(Tag::name($option));
    }

    /** Of pages that asked for it when it was not there. */
    public static function missing(string $option): string
    {
        return Tag::facet(self::tag($option), self::MISSING);
    }

    /**
     * Those of a kind are one facet: there may be thousands of them.
     *
     * @param bool $isMissing the facet of pages that found nothing there
     */
    public static function facet(string $option, bool $isMissing): string
    {
        return RareFacet::option(self::kind($option)) . ($isMissing ? '.' . self::MISSING : '');
    }

    /** The name that all things have which differ in a number or a hash. */
    public static function kind(string $option): string
    {
        return (string) preg_replace('/[[:alnum:]]*[0-9][[:alnum:]]*/', 'N', $option);
    }

    /** Whether core keeps it in the table of options, where its hooks tell of changes. */
    private static function is_option(string $option): bool
    {
        return !wp_using_ext_object_cache() && !(is_multisite() && str_starts_with($option, self::SITE_ROW));
    }

    private static function value(string $option): mixed
    {
        if (self::is_option($option)) {
            return get_option($option);
        }
        $name = (string) self::name($option);

        return str_starts_with($option, self::SITE_ROW) ? get_site_transient($name) : get_transient($name);
    }

    private static function timeout(string $option): string
    {
        $row = str_starts_with($option, self::SITE_ROW) ? self::SITE_ROW : self::ROW;

        return $row . self::TIMEOUT . substr($option, strlen($row));
    }

    private static function name(string $option): ?string
    {
        foreach ([self::ROW, self::SITE_ROW] as $row) {
            if (str_starts_with($option, $row)) {
                return substr($option, strlen($row));
            }
        }

        return null;
    }
}
