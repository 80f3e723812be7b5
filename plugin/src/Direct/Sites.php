<?php

/** The site of this request as direct mode sees it, and whether its pages may be sent by the web server now. */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\Engine\Config;
use DynamicCache\Engine\Json;
use DynamicCache\Engine\UnableToReadConfig;
use DynamicCache\Install\Paths;
use DynamicCache\Settings\HomeUrl;
use DynamicCache\Settings\Settings;

final class Sites
{
    /** Below wp-content, because Apache can send nothing from outside its root; a folder of its own, because it is open to others. */
    private const FOLDER = '/cache/dynamic-cache-direct';

    /** The folder with the trees of all sites. */
    public static function root(): string
    {
        return WP_CONTENT_DIR . self::FOLDER;
    }

    /** By the file that the drop-in reads; null while there is none. */
    public static function current(): ?Site
    {
        $paths = Paths::of_wordpress();
        try {
            $config = Config::parse(Json::of_file($paths->config_file((string) get_current_blog_id())));
        } catch (UnableToReadConfig) {
            return null;
        }
        $path = parse_url(content_url(), PHP_URL_PATH);
        $url = (is_string($path) ? rtrim($path, '/') : '') . self::FOLDER;

        return new Site($config, self::root(), $url, HomeUrl::of_site()->path, ABSPATH . '.maintenance');
    }

    public static function tree(Site $site): LinkTree
    {
        return LinkTree::of($site->folder(), Paths::of_wordpress()->cache_dir(), $site->config->site);
    }

    /** The folder with the pages that the drop-in has stored. */
    public static function pages_of(Site $site): string
    {
        return Paths::of_wordpress()->pages_folder_of($site->config->site);
    }

    /**
     * Whether this process is the user who writes the purge log. Another one (root at a command line) links nothing: those
     * who change pages could not take such links away.
     */
    public static function is_same_user(Site $site): bool
    {
        $owner = @fileowner(Paths::of_wordpress()->cache_dir() . "/log/{$site->config->site}.php");

        return $owner === false || !function_exists('posix_geteuid') || posix_geteuid() === $owner;
    }

    /** Whether this is what the owner wants; not whether the web server does it. */
    public static function is_wanted(Settings $settings): bool
    {
        return $settings->enabled && $settings->directMode && !$settings->proof->isShadow && $settings->store() === 'disk';
    }

    /** Whether pages may be linked at this moment: by the drop-in's own file as well, which knows of closed sites. */
    public static function is_on(Settings $settings, Site $site, int $now): bool
    {
        $config = $site->config;

        return self::is_wanted($settings) && $config->isEnabled && $config->store === 'disk' && $config->pausedUntil <= $now
            && $site->has_plain_paths();
    }
}
