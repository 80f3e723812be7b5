<?php
/** A cached response, complete with everything that is needed to send it again and to know when it is wrong. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class Page
{
    /**
     * @param string $canonical the canonical key string
     * @param list<string> $headers header lines of the original response to replay, `Name: value`
     * @param string $identity the body
     * @param string $gzip the same body, gzip-compressed
     * @param list<string> $tags
     * @param int $storedAt Unix seconds
     * @param int $expiresAt Unix seconds
     * @param string $revision of the configuration it was rendered under, 16 hex digits
     * @param Token|null $token set on pages that come out of a store
     * @param string $digest hex SHA-256 of the identity body
     */
    public function __construct(
        public readonly string $canonical,
        public readonly int $status,
        public readonly array $headers,
        public readonly string $identity,
        public readonly string $gzip,
        public readonly array $tags,
        public readonly int $storedAt,
        public readonly int $expiresAt,
        public readonly string $revision,
        public readonly string $digest,
        public readonly ?Token $token = null,
    ) {}
}
