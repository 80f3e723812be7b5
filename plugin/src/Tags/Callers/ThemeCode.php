<?php

/** Which code is a theme's: what it takes out of the objects that it is handed stands in its files. */

declare(strict_types=1);

namespace DynamicCache\Tags\Callers;

final class ThemeCode
{
    /** @var list<string>|null with a slash at the end */
    private static ?array $folders = null;

    /** @var array{int, string|null}|null what the files have of so many that were loaded */
    private static ?array $text = null;

    /** Whether the file is a theme's. */
    public static function holds(string $file): bool
    {
        // Nearly every path is normal as PHP writes it, and there are hundreds of them.
        return self::is_below($file) || (str_contains($file, '\\') && self::is_below(wp_normalize_path($file)));
    }

    private static function is_below(string $path): bool
    {
        foreach (self::$folders ??= self::folders() as $folder) {
            if (str_starts_with($path, $folder)) {
                return true;
            }
        }

        return false;
    }

    /** @return list<string> PHP says of files where they really are, behind symbolic links */
    private static function folders(): array
    {
        global $wp_theme_directories;
        $folders = array_filter(is_array($wp_theme_directories) ? $wp_theme_directories : [], is_string(...));
        $active = [...$folders, get_template_directory(), get_stylesheet_directory()];

        return array_values(array_unique(array_map(
            static fn(string $folder): string => trailingslashit(wp_normalize_path($folder)),
            [...$folders, ...array_filter(array_map(realpath(...), $active), is_string(...))],
        )));
    }

    /**
     * Whether the files of themes that this request has loaded have it somewhere.
     *
     * @param string $pattern a regular expression
     */
    public static function has(string $pattern): bool
    {
        $text = self::text();

        // What cannot be read may have anything.
        return $text === null || preg_match($pattern, $text) !== 0;
    }

    /** All of them behind each other; null: one cannot be read. */
    private static function text(): ?string
    {
        $files = get_included_files();
        if (self::$text === null || self::$text[0] !== count($files)) {
            $folders = implode('|', array_map(static fn(string $folder): string => preg_quote($folder, '#'), self::$folders ??= self::folders()));
            $texts = [];
            // By one pattern, as there are hundreds of files.
            foreach ((array) preg_grep("#^(?:{$folders})#", str_replace('\\', '/', $files)) as $file) {
                $texts[] = is_string($file) ? file_get_contents($file) : false;
            }
            self::$text = [count($files), in_array(false, $texts, true) ? null : implode("\n", $texts)];
        }

        return self::$text[1];
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
