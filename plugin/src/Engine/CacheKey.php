<?php

/**
 * The cache key, byte for byte that of contracts/src/cache-key.ts; contracts/fixtures/lookup holds both sides to it.
 * Everything works on bytes.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class CacheKey
{
    /** Longest canonical string, in bytes, that is still cached. */
    public const MAX_BYTES = 8192;

    /**
     * The canonical string of the nine fields, in their order.
     *
     * @param array{site: string, scheme: string, host: string, path: string, query: string, persona: string, language: string, currency: string, device: string} $fields
     */
    public static function canonical(array $fields): string
    {
        return "dck1\n" . LengthPrefixed::join(array_values($fields));
    }

    /**
     * The canonical path, or null when the path must not be cached: doubled slash, backslash, encoded slash or
     * backslash, control byte, or a dot segment, each also in its encoded form.
     */
    public static function path(string $raw): ?string
    {
        if (!str_starts_with($raw, '/') || preg_match('#//|\\\\|%2f|%5c|%[01][0-9a-f]|%7f|[\x00-\x1f\x7f]#i', $raw) === 1) {
            return null;
        }
        $path = preg_replace_callback(
            '#%([0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~!$&\'()*+,;=:@/]#',
            static function (array $match): string {
                if (!isset($match[1])) {
                    return rawurlencode($match[0]);
                }
                $byte = rawurldecode($match[0]);

                return preg_match('#[A-Za-z0-9\-._~]#', $byte) === 1 ? $byte : strtoupper($match[0]);
            },
            $raw,
        );

        return $path === null || preg_match('#/\.{1,2}(/|$)#D', $path) === 1 ? null : $path;
    }

    /**
     * The canonical query of the parameters that are kept: encoded, stably sorted by name, joined with `&`.
     *
     * @param list<QueryParameter> $parameters
     */
    public static function query(array $parameters): string
    {
        $pairs = array_map(
            static fn(QueryParameter $parameter) => [rawurlencode($parameter->name), rawurlencode($parameter->value)],
            $parameters,
        );
        usort($pairs, static fn(array $a, array $b) => strcmp($a[0], $b[0]));

        return implode('&', array_map(static fn(array $pair) => "{$pair[0]}={$pair[1]}", $pairs));
    }

    /** Lower-case host without trailing dot and default port; empty when it is not a plain authority. */
    public static function host(string $raw, string $scheme): string
    {
        if (preg_match('/^([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?$/D', strtolower($raw), $match) !== 1) {
            return '';
        }
        $host = str_ends_with($match[1], '.') ? substr($match[1], 0, -1) : $match[1];
        $port = $match[2] ?? '';

        return $port === '' || $port === ($scheme === 'https' ? '443' : '80') ? $host : "{$host}:{$port}";
    }
}
