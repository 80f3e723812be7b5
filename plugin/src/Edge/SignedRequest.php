<?php

/** The parts of a request that its signature covers. */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class SignedRequest
{
    /**
     * @param string $timestamp Unix seconds, ten digits
     * @param string $nonce UUID v4
     * @param string $authority host and port as sent
     * @param string $target path and query, the bytes as sent
     * @param string $contentType empty when there is none
     * @param string $body raw
     */
    public function __construct(
        public readonly string $pluginId,
        public readonly string $timestamp,
        public readonly string $nonce,
        public readonly string $method,
        public readonly string $authority,
        public readonly string $target,
        public readonly string $contentType,
        public readonly string $body,
    ) {}
}
