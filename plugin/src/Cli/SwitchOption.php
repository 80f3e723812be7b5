<?php

/** `--all`: a switch, which is there or not. */

declare(strict_types=1);

namespace DynamicCache\Cli;

final class SwitchOption
{
    /**
     * Whether it was given. WP-CLI reads `--no-all` as well, and that is not given; a value is refused, because
     * `--all=false` would do what it forbids.
     *
     * @param array<string, mixed> $options
     */
    public static function is_on(Terminal $terminal, array $options, string $name): bool
    {
        $value = $options[$name] ?? false;
        if (!is_bool($value)) {
            /* translators: %s: name of an option */
            $terminal->refuse(sprintf(__('--%s takes no value: it is there, or left out.', 'ai-wp-dynamic-cache'), $name));
        }

        return $value;
    }
}
