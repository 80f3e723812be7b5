<?php

/** For a command without options: WP-CLI checks the words of those alone that have some. */

declare(strict_types=1);

namespace DynamicCache\Cli;

final class NothingElse
{
    /**
     * Refuses what was typed behind the command: whoever wrote it expects something of it.
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public static function may_follow(Terminal $terminal, array $arguments, array $options): void
    {
        $words = [...$arguments, ...array_map(static fn(string $name): string => "--{$name}", array_keys($options))];
        if ($words !== []) {
            /* translators: %s: what was typed */
            $terminal->refuse(sprintf(__('This command takes nothing else: %s', 'ai-wp-dynamic-cache'), implode(' ', $words)));
        }
    }
}
