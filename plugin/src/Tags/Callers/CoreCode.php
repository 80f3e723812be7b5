<?php

/** Which code is core's, or ours, and so known to these taps. Themes, plugins and must-use plugins are not. */

declare(strict_types=1);

namespace DynamicCache\Tags\Callers;

use DynamicCache\Engine\Fill;

final class CoreCode
{
    /** @var array<string, bool> by file */
    private static array $known = [];

    /** @var array<string, bool> by function or method, those that have a name */
    private static array $functions = [];

    /** @var array<string, array{array<mixed>, bool}> by hook: its callbacks at the last time, and whether they are all core's */
    private static array $listeners = [];

    /** @var list<string>|null with a slash at the end */
    private static ?array $folders = null;

    /** Whether the file is core's or ours, or part of the object cache. */
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
            $callbacks = $hook instanceof \WP_Hook ? $hook->callbacks : [];
            // Asked again for each post of a list, while hardly anybody comes or goes.
            if (($known = self::$listeners[$name] ?? null) === null || $known[0] !== $callbacks) {
                $known = [$callbacks, self::are_of_core($callbacks)];
                // What is no function yet may be one at the next time.
                if (self::are_callable($callbacks)) {
                    self::$listeners[$name] = $known;
                }
            }
            if (!$known[1]) {
                return false;
            }
        }

        return true;
    }

    /** @param array<array-key, array<array-key, array{function: mixed}>> $callbacks by priority */
    private static function are_of_core(array $callbacks): bool
    {
        foreach ($callbacks as $ofPriority) {
            foreach ($ofPriority as $callback) {
                if (!self::is_core_function($callback['function'])) {
                    return false;
                }
            }
        }

        return true;
    }

    /** @param array<array-key, array<array-key, array{function: mixed}>> $callbacks by priority */
    private static function are_callable(array $callbacks): bool
    {
        foreach ($callbacks as $ofPriority) {
            foreach ($ofPriority as $callback) {
                if (!is_callable($callback['function'])) {
                    return false;
                }
            }
        }

        return true;
    }

    private static function is_core_function(mixed $callback): bool
    {
        $name = match (true) {
            is_string($callback) => $callback,
            is_array($callback) && is_string($method = $callback[1] ?? null) => (is_object($callback[0]) ? $callback[0]::class : (is_string($callback[0]) ? $callback[0] : '')) . "::{$method}",
            // Every closure has the same name.
            default => null,
        };
        if ($name !== null && isset(self::$functions[$name])) {
            return self::$functions[$name];
        }
        $isCore = !is_callable($callback) || self::is_defined_in_core($callback);

        // What is no function yet may be one at the next time.
        return $name === null || !is_callable($callback) ? $isCore : (self::$functions[$name] = $isCore);
    }

    private static function is_defined_in_core(callable $callback): bool
    {
        $file = (new \ReflectionFunction(\Closure::fromCallable($callback)))->getFileName();

        return $file === false || self::holds($file);
    }

    /**
     * Whether a callback of a hook is core's, or of the code that is meant.
     *
     * @param \Closure(string): bool $holds by the file
     */
    public static function is_or(mixed $callback, \Closure $holds): bool
    {
        return self::is_core_function($callback)
            || (is_callable($callback) && $holds((string) (new \ReflectionFunction(\Closure::fromCallable($callback)))->getFileName()));
    }

    /** @return list<string> where another plugin's object cache is: it hands on what core reads */
    private static function object_cache(): array
    {
        $files = [
            function_exists('wp_cache_get') ? (new \ReflectionFunction('wp_cache_get'))->getFileName() : false,
            class_exists('WP_Object_Cache', false) ? (new \ReflectionClass('WP_Object_Cache'))->getFileName() : false,
        ];

        return array_map(wp_normalize_path(...), array_values(array_filter($files, is_string(...))));
    }

    /** @return list<string> how the names of our files beside the engine begin */
    private static function generated(): array
    {
        $file = (string) (new \ReflectionClass(Fill::class))->getFileName();

        return str_starts_with(basename($file), 'engine-') ? [dirname($file) . '/engine-'] : [];
    }

    private static function is_below(string $file): bool
    {
        self::$folders ??= array_map(wp_normalize_path(...), [ABSPATH . 'wp-includes/', ABSPATH . 'wp-admin/', dirname(__DIR__, 2) . '/', ...self::generated()]);
        // As PHP writes it first: nearly every file is core's, and nearly every path is normal.
        if (self::is_in_folder($file)) {
            return true;
        }
        $path = wp_normalize_path($file);

        // A symbolic link of the plugin's folder, the file that every page begins with, and what eval() runs.
        return self::is_in_folder($path)
            || in_array($path, self::object_cache(), true)
            || in_array($path, [wp_normalize_path(ABSPATH . 'index.php'), wp_normalize_path(ABSPATH . 'wp-blog-header.php')], true);
    }

    private static function is_in_folder(string $path): bool
    {
        foreach (self::$folders ?? [] as $folder) {
            if (str_starts_with($path, $folder)) {
                return true;
            }
        }

        return false;
    }
}
