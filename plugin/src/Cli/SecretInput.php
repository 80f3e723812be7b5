<?php

/** Reads a secret from stdin: typed without being shown where somebody sits at a terminal, else what is piped in. */

declare(strict_types=1);

namespace DynamicCache\Cli;

final class SecretInput
{
    private const MOST_BYTES = 65_536;

    /** @return string without the line break at its end; empty when there was nothing */
    public static function read(string $name): string
    {
        if (!stream_isatty(STDIN)) {
            return self::without_break((string) stream_get_contents(STDIN, self::MOST_BYTES));
        }
        fwrite(STDERR, "{$name}: ");
        // Set back whatever happens: a terminal without an echo is of no use to anybody.
        $before = trim((string) shell_exec('stty -g'));
        shell_exec('stty -echo');
        try {
            return self::without_break((string) fgets(STDIN, self::MOST_BYTES));
        } finally {
            shell_exec('stty ' . escapeshellarg($before));
            fwrite(STDERR, "\n");
        }
    }

    private static function without_break(#[\SensitiveParameter] string $text): string
    {
        return (string) preg_replace('/\r?\n\z/', '', $text);
    }
}
