<?php

/** Two uncached renders of one page, byte by byte; nonces alone are covered. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

final class Render
{
    private const NONCE = '/((?:nonce|_wpnonce)[a-z_-]*(?:"|\'|&quot;)?\s*[:=]\s*(?:"|\'|&quot;)?)[0-9a-f]{10}\b/i';

    private const AROUND = 70;

    /** Where the first difference is, as two lines; null when there is none. */
    public static function difference(string $before, string $after): ?string
    {
        [$before, $after] = array_map(static fn(string $body): string => (string) preg_replace(self::NONCE, '$1*', $body), [$before, $after]);
        if ($before === $after) {
            return null;
        }
        $same = strspn($before ^ $after, "\0");
        $from = max(0, $same - self::AROUND);

        return '- ' . self::line(substr($before, $from, 2 * self::AROUND)) . "\n+ " . self::line(substr($after, $from, 2 * self::AROUND));
    }

    private static function line(string $text): string
    {
        return (string) preg_replace('/\s+/', ' ', $text);
    }
}
