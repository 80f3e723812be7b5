<?php

/** Which code is a theme's: what it takes out of the objects that it is handed stands in its files. */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class ThemeCode
{
    public static function holds(string $file): bool
    {
        global $wp_theme_directories;
        $path = wp_normalize_path($file);
        foreach (is_array($wp_theme_directories) ? $wp_theme_directories : [] as $folder) {
            if (is_string($folder) && str_starts_with($path, trailingslashit(wp_normalize_path($folder)))) {
                return true;
            }
        }

        return false;
    }

    /**
     * Whether the files of themes that this request has loaded have it somewhere.
     *
     * @param string $pattern a regular expression
     */
    public static function has(string $pattern): bool
    {
        foreach (array_filter(get_included_files(), self::holds(...)) as $file) {
            $text = file_get_contents($file);
            // What cannot be read may have anything.
            if ($text === false || preg_match($pattern, $text) !== 0) {
                return true;
            }
        }

        return false;
    }

    /** Whether nobody listens to these hooks but core and themes. */
    public static function alone_listens(string ...$hooks): bool
    {
        global $wp_filter;
        foreach ($hooks as $name) {
            $hook = is_array($wp_filter) ? ($wp_filter[$name] ?? null) : null;
            foreach ($hook instanceof \WP_Hook && !CoreCode::alone_listens($name) ? $hook->callbacks : [] as $callbacks) {
                foreach ($callbacks as ['function' => $callback]) {
                    if (!CoreCode::is_or($callback, self::holds(...))) {
                        return false;
                    }
                }
            }
        }

        return true;
    }
}
