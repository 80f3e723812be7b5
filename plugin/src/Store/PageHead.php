<?php

/**
 * The first bytes of a page file, of fixed length: how long its parts are, their checksums, and the seal. Nothing but the
 * seal is ever written again once the file has its name. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class PageHead
{
    /** Raised when the format changes its meaning: entries of another schema are misses, in both directions. */
    public const SCHEMA = '03';

    /** Offset of the seal; also the length of what never changes. */
    public const SEAL_AT = 64;
    public const SEAL_LENGTH = 49;

    /** With the seal. Of constants of this class alone: another's would be looked up anew in every request. */
    public const LENGTH = self::SEAL_AT + self::SEAL_LENGTH;

    /** Offset of the lengths of the four parts, 4 bytes each. */
    public const LENGTHS_AT = 8;

    /** Offsets of the checksums of the bodies, 8 bytes each. */
    public const GZIP_SUM_AT = 40;
    public const IDENTITY_SUM_AT = 48;

    /** What every file of this schema begins with. */
    public const START = 'DCPAGE' . self::SCHEMA;

    /**
     * @param int $ready length of each part, in their order
     * @param string $sums checksums of the parts, 8 bytes each
     * @param string $sum checksum of all that, 8 bytes
     */
    private function __construct(
        public readonly int $ready,
        public readonly int $meta,
        public readonly int $gzip,
        public readonly int $identity,
        private readonly string $sums,
        public readonly string $sum,
    ) {}

    /**
     * The bytes of a head whose page is not sealed yet.
     *
     * @param array{string, string, string, string} $parts ready, meta, gzip, identity
     */
    public static function of(array $parts): string
    {
        $head = self::START . pack('V4', ...array_map(strlen(...), $parts)) . implode('', array_map(self::sum(...), $parts));

        return $head . self::sum($head) . str_repeat("\0", self::SEAL_LENGTH);
    }

    public static function is_of_this_schema(string $bytes): bool
    {
        return str_starts_with($bytes, self::START);
    }

    /** Null when this is not the head of a page of this version, unchanged. */
    public static function parse(string $bytes): ?self
    {
        $sum = substr($bytes, 56, 8);
        if (strlen($bytes) < self::LENGTH || !self::is_of_this_schema($bytes) || self::sum(substr($bytes, 0, 56)) !== $sum) {
            return null;
        }
        $lengths = unpack('Vready/Vmeta/Vgzip/Videntity', $bytes, self::LENGTHS_AT);
        if ($lengths === false || !is_int($lengths['ready']) || !is_int($lengths['meta']) || !is_int($lengths['gzip']) || !is_int($lengths['identity'])) {
            return null;
        }

        return new self($lengths['ready'], $lengths['meta'], $lengths['gzip'], $lengths['identity'], substr($bytes, 24, 32), $sum);
    }

    /** Whether these bytes began a file that another version wrote. */
    public static function is_of_another_schema(string $bytes): bool
    {
        return str_starts_with($bytes, 'DCPAGE') && !self::is_of_this_schema($bytes) && strlen($bytes) >= self::LENGTH;
    }

    /** The size of the whole file. */
    public function file_length(): int
    {
        return $this->gzip_at() + $this->gzip + $this->identity;
    }

    public function meta_at(): int
    {
        return self::LENGTH + $this->ready;
    }

    public function gzip_at(): int
    {
        return $this->meta_at() + $this->meta;
    }

    public function identity_at(): int
    {
        return $this->gzip_at() + $this->gzip;
    }

    public function is_ready(string $bytes): bool
    {
        return strlen($bytes) === $this->ready && self::sum($bytes) === substr($this->sums, 0, 8);
    }

    public function is_meta(string $bytes): bool
    {
        return strlen($bytes) === $this->meta && self::sum($bytes) === substr($this->sums, 8, 8);
    }

    public function is_gzip(string $bytes): bool
    {
        return strlen($bytes) === $this->gzip && self::sum($bytes) === substr($this->sums, 16, 8);
    }

    public function is_identity(string $bytes): bool
    {
        return strlen($bytes) === $this->identity && self::sum($bytes) === substr($this->sums, 24, 8);
    }

    /** @return string 8 bytes */
    public static function sum(string $bytes): string
    {
        return hash('xxh3', $bytes, true);
    }
}
