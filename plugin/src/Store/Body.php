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
        $gzip = function_exists('gzencode') ? gzencode($identity, 6) : false;
        $gzip = $gzip === false ? '' : $gzip;

        return new self(hash('sha256', $identity), strlen($identity), strlen($gzip), $identity, $gzip);
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
}
