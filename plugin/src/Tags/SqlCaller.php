<?php

/** Who asks the database. */

declare(strict_types=1);

namespace DynamicCache\Tags;

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
        $caller = null;
        foreach ([self::NEAR, self::FRAMES] as $limit) {
            // Looked at anew, from the innermost on.
            $caller = null;
            foreach (debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS, $limit) as $frame) {
                $class = $frame['class'] ?? '';
                if ($class !== '' && (self::$databases[$class] ??= is_a($class, \wpdb::class, true))) {
                    $caller = $frame['file'] ?? '';
                } elseif ($caller !== null) {
                    // Who is further out asked for something else.
                    break 2;
                }
            }
        }

        return $caller !== null && $caller !== '' && !CoreCode::holds($caller);
    }
}
