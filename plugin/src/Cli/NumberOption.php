<?php

/** `--limit=<number>`: a number within bounds. */

declare(strict_types=1);

namespace DynamicCache\Cli;

final class NumberOption
{
    /** @param array<string, mixed> $options */
    public static function whole(Terminal $terminal, array $options, string $name, int $default, int $least, int $most): int
    {
        $number = filter_var($options[$name] ?? $default, FILTER_VALIDATE_INT, ['options' => ['min_range' => $least, 'max_range' => $most]]);
        if ($number === false) {
            /* translators: 1: name of an option, 2: a number, 3: a number */
            $terminal->refuse(sprintf(__('--%1$s must be a whole number from %2$d to %3$d.', 'ai-wp-dynamic-cache'), $name, $least, $most));
        }

        return $number;
    }

    /**
     * A load average per processor.
     *
     * @param array<string, mixed> $options
     */
    public static function load(Terminal $terminal, array $options, float $default): float
    {
        $load = filter_var($options['load'] ?? $default, FILTER_VALIDATE_FLOAT);
        if ($load === false || $load <= 0) {
            $terminal->refuse(__('--load must be a number above 0.', 'ai-wp-dynamic-cache'));
        }

        return $load;
    }
}
