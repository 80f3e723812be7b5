<?php

/** The owner's patterns: `*` stands for any run of characters; whole texts are compared, bytes as they are. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Patterns
{
    /** @param array<string> $patterns */
    public static function match(array $patterns, string $text): bool
    {
        foreach ($patterns as $pattern) {
            // Most of them are plain, and there are dozens for each parameter.
            if ($text === $pattern || (str_contains($pattern, '*') && self::matches($pattern, $text))) {
                return true;
            }
        }

        return false;
    }

    /** @param string $pattern with a `*` in it */
    private static function matches(string $pattern, string $text): bool
    {
        $pieces = explode('*', $pattern);
        $first = $pieces[0];
        $last = $pieces[count($pieces) - 1];
        if (!str_starts_with($text, $first)) {
            return false;
        }
        $from = strlen($first);
        foreach (array_slice($pieces, 1, -1) as $piece) {
            $at = strpos($text, $piece, $from);
            if ($at === false) {
                return false;
            }
            $from = $at + strlen($piece);
        }

        return strlen($text) - strlen($last) >= $from && str_ends_with($text, $last);
    }
}
