<?php

/** Who asks the database. */

declare(strict_types=1);

namespace DynamicCache\Tags\Callers;

final class SqlCaller
{
    /** How deep the caller of a wpdb method can lie. */
    private const FRAMES = 14;

    /** So deep it lies mostly. */
    private const NEAR = 7;

    /** @var array<string, bool> class → whether it is wpdb, or one of its kind */
    private static array $databases = [];

    private function __construct() {}

    /** In the filter `query`: whether the method of wpdb was called from outside of core. */
    public static function is_foreign(): bool
    {
        [$file] = self::caller();

        return $file !== '' && !CoreCode::holds($file);
    }

    /** The same: whether a WP_Query asks for its posts. */
    public static function is_query_for_posts(): bool
    {
        [, $class] = self::caller();

        return is_a($class, \WP_Query::class, true);
    }

    /** @return array{string, string} file and class of the code that called wpdb; empty where there is none */
    private static function caller(): array
    {
        foreach ([self::NEAR, self::FRAMES] as $limit) {
            // Looked at anew, from the innermost on.
            $file = null;
            foreach (debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS, $limit) as $frame) {
                $class = $frame['class'] ?? '';
                if ($class !== '' && (self::$databases[$class] ??= is_a($class, \wpdb::class, true))) {
                    $file = $frame['file'] ?? '';
                } elseif ($file !== null && ($file !== '' || ($frame['file'] ?? '') !== '')) {
                    // Who is further out asked for something else. A function of PHP that calls it has no file (array_map()).
                    return [$file !== '' ? $file : $frame['file'], $class];
                }
            }
        }

        return [$file ?? '', ''];
    }
}
