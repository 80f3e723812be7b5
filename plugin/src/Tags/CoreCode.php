<?php

/** Which code is core's, or ours, and so known to these taps. Themes, plugins and must-use plugins are not. */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class CoreCode
{
    /** @var array<string, bool> */
    private static array $known = [];

    public static function holds(string $file): bool
    {
        return self::$known[$file] ??= self::is_below($file);
    }

    /** Whether only core listens to these hooks: what passes them then is what core prints. */
    public static function alone_listens(string ...$hooks): bool
    {
        global $wp_filter;
        foreach ($hooks as $name) {
            $hook = is_array($wp_filter) ? ($wp_filter[$name] ?? null) : null;
            foreach ($hook instanceof \WP_Hook ? $hook->callbacks : [] as $callbacks) {
                foreach ($callbacks as $callback) {
                    if (!self::is_core_function($callback['function'])) {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    private static function is_core_function(mixed $callback): bool
    {
        if (!is_callable($callback)) {
            return true;
        }
        $file = (new \ReflectionFunction(\Closure::fromCallable($callback)))->getFileName();

        return $file === false || self::holds($file);
    }

    private static function is_below(string $file): bool
    {
        $path = wp_normalize_path($file);
        foreach ([ABSPATH . 'wp-includes/', ABSPATH . 'wp-admin/', dirname(__DIR__) . '/'] as $folder) {
            if (str_starts_with($path, wp_normalize_path($folder))) {
                return true;
            }
        }

        // A symbolic link of the plugin's folder, the file that every page begins with, and what eval() runs.
        return in_array($path, [wp_normalize_path(ABSPATH . 'index.php'), wp_normalize_path(ABSPATH . 'wp-blog-header.php')], true);
    }
}
