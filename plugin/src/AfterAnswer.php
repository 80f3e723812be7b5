<?php

/**
 * Work that nobody should wait for: done when WordPress and everything that prints at its end are through, and where the
 * server can (PHP-FPM, LiteSpeed) after the answer has left.
 */

declare(strict_types=1);

namespace DynamicCache;

use DynamicCache\Engine\Output;

final class AfterAnswer
{
    /** @param \Closure(): void $work */
    public static function run(\Closure $work): void
    {
        add_action('shutdown', static function () use ($work): void {
            // Behind all functions that are registered by now; `shutdown` itself is one of them.
            register_shutdown_function(static function () use ($work): void {
                if (Output::can_finish()) {
                    Output::finish();
                }
                $work();
            });
        }, PHP_INT_MAX, 0);
    }
}
