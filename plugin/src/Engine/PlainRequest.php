<?php

/**
 * A request of which it is certain at a glance that nothing but its URL decides the answer. Its canonical string is put
 * together from the bytes as they came: only what Lookup allows is ever stored under a canonical string, so that a page
 * that is found under this one needs no other proof that Lookup would come to it.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class PlainRequest
{
    /** What is in the name of every cookie of Lookup::PRIVATE_COOKIES, and what could hide it (`%77p`). */
    private const DOUBTFUL_COOKIE = '/(?:^|[;,])[^=;,]*(?:[%+]|sess|wordpress|wp|comment_author|comment.author|woocommerce|edd)/i';

    /** @param string $key lower-case hex SHA-256 of the canonical string */
    private function __construct(
        public readonly string $canonical,
        public readonly string $key,
        public readonly bool $hasCookies,
        public readonly bool $takesGzip,
    ) {}

    /**
     * Null when a closer look is needed.
     *
     * @param array<array-key, mixed> $server $_SERVER
     */
    public static function of(array $server): ?self
    {
        $length = $server['CONTENT_LENGTH'] ?? '';
        if (($server['REQUEST_METHOD'] ?? '') !== 'GET' || ($length !== '' && $length !== '0')) {
            return null;
        }
        // Whoever sends one of these is answered by FrontDoor.
        if (
            isset($server['HTTP_AUTHORIZATION']) || isset($server['REDIRECT_HTTP_AUTHORIZATION']) || isset($server['PHP_AUTH_USER'])
            || isset($server['PHP_AUTH_DIGEST']) || isset($server['HTTP_IF_NONE_MATCH']) || isset($server['HTTP_IF_MODIFIED_SINCE'])
            || isset($server['HTTP_TRANSFER_ENCODING']) || isset($server['HTTP_X_HTTP_METHOD_OVERRIDE'])
            || isset($server['HTTP_X_HTTP_METHOD']) || isset($server['HTTP_X_METHOD_OVERRIDE'])
            || isset($server['HTTP_X_DYNAMIC_CACHE_FILL']) || isset($server['HTTP_X_DYNAMIC_CACHE_REFRESH'])
            || isset($server['HTTP_X_DYNAMIC_CACHE_PROBE'])
        ) {
            return null;
        }
        $cookies = $server['HTTP_COOKIE'] ?? '';
        $host = $server['HTTP_HOST'] ?? '';
        $target = $server['REQUEST_URI'] ?? '';
        $gzip = self::takes_gzip($server['HTTP_ACCEPT_ENCODING'] ?? '');
        if (
            !is_string($cookies) || !is_string($host) || !is_string($target) || $gzip === null
            || ($cookies !== '' && preg_match(self::DOUBTFUL_COOKIE, $cookies) === 1)
        ) {
            return null;
        }

        $canonical = self::canonical($host, $target, self::scheme($server));

        return new self($canonical, hash('sha256', $canonical), $cookies !== '', $gzip);
    }

    /**
     * By core's is_ssl() rule: no forwarded header is believed.
     *
     * @param array<array-key, mixed> $server $_SERVER
     */
    public static function scheme(array $server): string
    {
        $https = $server['HTTPS'] ?? '';
        if ($https !== '' && is_scalar($https) && in_array(strtolower((string) $https), ['on', '1'], true)) {
            return 'https';
        }
        $port = $server['SERVER_PORT'] ?? '';

        return $port === '443' || $port === 443 ? 'https' : 'http';
    }

    /** Of the only site of an installation, without a variant. */
    private static function canonical(string $host, string $target, string $scheme): string
    {
        [$path, $query] = [$target, ''];
        $at = strpos($target, '?');
        if ($at !== false) {
            $path = substr($target, 0, $at);
            $query = substr($target, $at + 1);
        }
        $lengths = [strlen($scheme), strlen($host), strlen($path), strlen($query)];

        // In one piece: PHP would copy what there is so far with each dot.
        return "dck1\n1:1\n{$lengths[0]}:{$scheme}\n{$lengths[1]}:{$host}\n{$lengths[2]}:{$path}\n{$lengths[3]}:{$query}\n0:\n0:\n0:\n0:\n";
    }

    /** Null when the header weighs codings against each other. */
    private static function takes_gzip(mixed $header): ?bool
    {
        if ($header === '' || $header === 'gzip' || $header === 'gzip, deflate, br, zstd' || $header === 'gzip, deflate, br' || $header === 'gzip, deflate') {
            return $header !== '';
        }
        if (!is_string($header) || str_contains($header, ';') || str_contains($header, '*')) {
            return null;
        }

        return preg_match('/(?:^|,)\s*(?:x-)?gzip\s*(?:,|$)/i', $header) === 1;
    }
}
