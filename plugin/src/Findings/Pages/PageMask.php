<?php

/**
 * Two renders of one page with what may differ between them covered: nonces, times, and how long something took. What
 * differs then would be the same for everybody once the page is stored. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Findings\Pages;

final class PageMask
{
    private const COVERED = [
        // Nonces of WordPress and of a content security policy, in forms, scripts and addresses.
        '/((?:nonce|csrf|token)[a-z0-9_-]*(?:"|\'|&quot;|%22)?(?:\s*[:=]\s*|"\s+value=|\'\s+value=)(?:"|\'|&quot;|%22)?)[A-Za-z0-9+\/=_-]{8,128}/i' => '$1*',
        '/\b[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?/' => '*',
        '/\b[0-9]{1,2}:[0-9]{2}:[0-9]{2}\b/' => '*',
        '/\b[0-9]+(?:[.,][0-9]+)?\s?(?:s|ms|sec|secs|seconds?)\b/i' => '*',
    ];

    /** Unix seconds, with a fraction or as milliseconds. */
    private const CLOCK = '/\b([12][0-9]{9})(?:[0-9]{3}|\.[0-9]+)?\b/';

    /** Seconds around now that a clock in a page shows; other long numbers are no times. */
    private const NEAR = 3_000_000;

    /** Characters around the place of a difference. */
    private const AROUND = 60;

    /**
     * The first difference as two lines of plain text, without what could be a secret; null when there is none.
     *
     * @param int $now Unix seconds
     */
    public static function difference(string $first, string $second, int $now): ?string
    {
        $one = explode("\n", self::cover($first, $now));
        $other = explode("\n", self::cover($second, $now));
        foreach ($one as $at => $line) {
            if ($line !== ($other[$at] ?? null)) {
                return self::shown($line, $other[$at] ?? '');
            }
        }

        return count($other) > count($one) ? self::shown('', $other[count($one)]) : null;
    }

    /**
     * A body with what may differ covered.
     *
     * @param int $now Unix seconds
     */
    public static function cover(string $body, int $now): string
    {
        $body = preg_replace_callback(
            self::CLOCK,
            static fn(array $match): string => abs((int) $match[1] - $now) < self::NEAR ? '*' : $match[0],
            $body,
        ) ?? $body;
        foreach (self::COVERED as $pattern => $by) {
            // A pattern that gives up on a huge line leaves it as it is.
            $body = preg_replace($pattern, $by, $body) ?? $body;
        }

        return $body;
    }

    private static function shown(string $one, string $other): string
    {
        $same = strspn($one ^ $other, "\0");
        $from = max(0, $same - self::AROUND);

        return '- ' . self::safe(substr($one, $from, 2 * self::AROUND)) . "\n+ " . self::safe(substr($other, $from, 2 * self::AROUND));
    }

    /** Without addresses of people, and without what could be a secret. */
    public static function safe(string $text): string
    {
        $text = (string) preg_replace('/[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+/', '*@*', $text);

        return (string) preg_replace('/[A-Za-z0-9+\/_=-]{24,}/', '*', $text);
    }
}
