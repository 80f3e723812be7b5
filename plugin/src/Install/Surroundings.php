<?php

/** What a look around this WordPress sees, as plain values: the rest of the search for other caches is pure. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class Surroundings
{
    /**
     * @param list<string> $plugins `folder/file.php` of every active plugin, those of the network included
     * @param list<string> $muPlugins names of files and folders in mu-plugins
     * @param list<string> $constants names of the constants that are defined and not empty
     * @param array<string, string> $variables $_SERVER and the environment
     * @param string $dropin what wp-content/advanced-cache.php says; empty when there is none or it is ours
     */
    public function __construct(
        public readonly array $plugins = [],
        public readonly array $muPlugins = [],
        public readonly array $constants = [],
        public readonly array $variables = [],
        public readonly string $dropin = '',
    ) {}

    public static function of_wordpress(): self
    {
        $user = get_defined_constants(true)['user'] ?? [];
        $variables = array_filter($_SERVER + getenv(), is_string(...));

        return new self(
            self::active_plugins(),
            self::mu_plugins(),
            array_map(strval(...), array_keys(array_filter($user, static fn(mixed $value): bool => (bool) $value))),
            array_combine(array_map(strval(...), array_keys($variables)), $variables),
            self::foreign_dropin(WP_CONTENT_DIR . '/advanced-cache.php'),
        );
    }

    /** @return list<string> */
    private static function mu_plugins(): array
    {
        $folder = defined('WPMU_PLUGIN_DIR') ? constant('WPMU_PLUGIN_DIR') : null;

        return is_string($folder) ? array_map(basename(...), Folder::matching($folder . '/*')) : [];
    }

    /** @return list<string> */
    private static function active_plugins(): array
    {
        $own = get_option('active_plugins', []);
        $network = is_multisite() ? get_site_option('active_sitewide_plugins', []) : [];
        $all = [...array_values(is_array($own) ? $own : []), ...array_keys(is_array($network) ? $network : [])];

        return array_values(array_filter($all, is_string(...)));
    }

    private static function foreign_dropin(string $path): string
    {
        $text = is_file($path) ? @file_get_contents($path, false, null, 0, 65_536) : false;

        return $text === false || Dropin::is_ours($text) ? '' : $text;
    }
}
