<?php

/** A request as it arrived, before anything is decided about it. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Request
{
    /** The only headers that are ever looked at, by their name in $_SERVER. */
    private const HEADERS = [
        'CONTENT_LENGTH' => 'content-length',
        'HTTP_TRANSFER_ENCODING' => 'transfer-encoding',
        'HTTP_X_HTTP_METHOD_OVERRIDE' => 'x-http-method-override',
        'HTTP_X_HTTP_METHOD' => 'x-http-method',
        'HTTP_X_METHOD_OVERRIDE' => 'x-method-override',
        'HTTP_COOKIE' => 'cookie',
        'HTTP_AUTHORIZATION' => 'authorization',
        'REDIRECT_HTTP_AUTHORIZATION' => 'authorization',
        'PHP_AUTH_USER' => 'authorization',
        'PHP_AUTH_DIGEST' => 'authorization',
        'HTTP_USER_AGENT' => 'user-agent',
        'HTTP_ACCEPT_ENCODING' => 'accept-encoding',
        'HTTP_IF_NONE_MATCH' => 'if-none-match',
        'HTTP_IF_MODIFIED_SINCE' => 'if-modified-since',
        'HTTP_X_DYNAMIC_CACHE_FILL' => 'x-dynamic-cache-fill',
        'HTTP_X_DYNAMIC_CACHE_REFRESH' => 'x-dynamic-cache-refresh',
        'HTTP_X_DYNAMIC_CACHE_PROBE' => 'x-dynamic-cache-probe',
    ];

    /**
     * @param string $scheme as the visitor used it
     * @param string $host `Host` as received
     * @param string $target path and query, the bytes as received
     * @param array<array-key, string> $headers by lower-case name
     */
    public function __construct(
        public readonly string $method,
        public readonly string $scheme,
        public readonly string $host,
        public readonly string $target,
        private readonly array $headers,
    ) {}

    /** @param array<array-key, mixed> $server $_SERVER */
    public static function from_server(array $server): self
    {
        $headers = [];
        foreach (self::HEADERS as $variable => $name) {
            if (isset($server[$variable])) {
                $headers[$name] ??= self::text($server, $variable);
            }
        }
        if (($headers['content-length'] ?? '') === '') {
            // FastCGI passes an empty length along with every request that has no body.
            unset($headers['content-length']);
        }

        return new self(
            self::text($server, 'REQUEST_METHOD'),
            PlainRequest::scheme($server),
            self::text($server, 'HTTP_HOST'),
            self::text($server, 'REQUEST_URI'),
            $headers,
        );
    }

    /** One of the headers above, by its lower-case name. */
    public function header(string $name): ?string
    {
        return $this->headers[$name] ?? null;
    }

    /** The target up to the question mark. */
    public function raw_path(): string
    {
        return explode('?', $this->target, 2)[0];
    }

    /** The target behind the question mark. */
    public function raw_query(): string
    {
        return explode('?', $this->target, 2)[1] ?? '';
    }

    /** @param array<array-key, mixed> $server */
    private static function text(array $server, string $name): string
    {
        $value = $server[$name] ?? '';

        return is_scalar($value) ? (string) $value : '';
    }
}
