<?php

/** The body of a page in both representations. One that was not asked for is empty; its length is known all the same. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class Body
{
    /**
     * @param string $digest hex SHA-256 of the identity body
     * @param int $gzipLength 0 when there is no compressed representation
     */
    public function __construct(
        public readonly string $digest,
        public readonly int $identityLength,
        public readonly int $gzipLength,
        public readonly string $identity = '',
        public readonly string $gzip = '',
    ) {}

    /** A rendered body, compressed once so that no hit has to. */
    public static function of(string $identity): self
    {
        return self::plain($identity)->compressed();
    }

    /** A rendered body as it is. */
    public static function plain(string $identity): self
    {
        return new self(self::sha256($identity), strlen($identity), 0, $identity);
    }

    /**
     * With its compressed representation; unchanged where PHP has no zlib.
     *
     * @param Streams|null $streams what was compressed for other pages; the bytes are the same without it
     */
    public function compressed(?Streams $streams = null): self
    {
        $gzip = GzipMember::of($this->identity, $streams);

        return $gzip === null ? $this : new self($this->digest, $this->identityLength, strlen($gzip), $this->identity, $gzip);
    }

    /** The same body with only the bytes of a part. */
    public function only(Part $part): self
    {
        return new self(
            $this->digest,
            $this->identityLength,
            $this->gzipLength,
            $part->has_identity() ? $this->identity : '',
            $part->has_gzip() ? $this->gzip : '',
        );
    }

    /** OpenSSL uses the processor's instructions for it, PHP before 8.3 does not: a sixth of the time where it is there. */
    private static function sha256(string $bytes): string
    {
        $digest = function_exists('openssl_digest') ? openssl_digest($bytes, 'sha256') : false;

        return $digest === false ? hash('sha256', $bytes) : $digest;
    }
}
