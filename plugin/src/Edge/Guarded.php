<?php

/** Work for the edge that must reach no page and no save, whatever fails in it: that ends in the error log. */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class Guarded
{
    /**
     * @param \Closure $work
     *
     * @return \Closure(mixed...): void
     */
    public static function work(\Closure $work): \Closure
    {
        return static function (mixed ...$arguments) use ($work): void {
            try {
                $work(...$arguments);
            } catch (\Throwable $failure) {
                error_log('AI WP Dynamic Cache: edge: ' . $failure->getMessage());
            }
        };
    }
}
