<?php

/** The header lines of a response, as headers_list() gives them. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class ResponseHeaders
{
    /** Made anew for every answer, or valid for one connection only (RFC 9110 §7.6.1, RFC 9111 §3.1). */
    private const NOT_REPLAYED = [
        'age',
        'cache-control',
        'cache-status',
        'cdn-cache-control',
        'connection',
        'content-length',
        'date',
        'etag',
        'expires',
        'keep-alive',
        'last-modified',
        'pragma',
        'proxy-authenticate',
        'proxy-authentication-info',
        'proxy-authorization',
        'proxy-connection',
        'set-cookie',
        'te',
        'trailer',
        'transfer-encoding',
        'upgrade',
        'vary',
        'x-dynamic-cache',
        'x-dynamic-cache-store',
        'x-dynamic-cache-tags',
        'x-powered-by',
    ];

    /** @param list<string> $lines `Name: value` */
    public function __construct(public readonly array $lines) {}

    /**
     * All values of a header.
     *
     * @return list<string>
     */
    public function values(string $name): array
    {
        $values = [];
        foreach ($this->lines as $line) {
            [$lineName, $value] = [...explode(':', $line, 2), ''];
            if (strcasecmp(trim($lineName), $name) === 0) {
                $values[] = trim($value);
            }
        }

        return $values;
    }

    public function has(string $name): bool
    {
        return $this->values($name) !== [];
    }

    /** The media type without parameters, lower-case; PHP's default when none was set. */
    public function media_type(): string
    {
        $value = $this->values('Content-Type')[0] ?? 'text/html';

        return strtolower(trim(explode(';', $value, 2)[0]));
    }

    /** @return list<string> the lines that belong to the page and are sent again with every hit */
    public function replayed(): array
    {
        $lines = [];
        // What a response names there is of its connection, too.
        $own = array_map(trim(...), explode(',', strtolower(implode(',', $this->values('Connection')))));
        foreach ($this->lines as $line) {
            if (!in_array(strtolower(trim(explode(':', $line, 2)[0])), [...self::NOT_REPLAYED, ...$own], true)) {
                $lines[] = $line;
            }
        }

        return $lines;
    }
}
