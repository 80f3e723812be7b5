<?php

/** The first bytes of a purge log: its epoch, and the position of its first record. Fixed length. Pure. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class LogHead
{
    public const LENGTH = 81;

    private const START = "<?php exit; ?>\ndclog1 ";
    private const EPOCH_AT = 22;
    private const BASE_AT = 55;

    /** @param string $epoch 32 hex digits */
    public function __construct(public readonly string $epoch, public readonly int $base) {}

    /** Null when these are not the first bytes of a log of this version. On every hit: the checksum alone decides. */
    public static function parse(string $bytes): ?self
    {
        $text = substr($bytes, 0, -9);
        $isWhole = strlen($bytes) === self::LENGTH
            && str_starts_with($text, self::START)
            && $bytes === $text . hash('xxh32', $text) . "\n";

        return $isWhole ? new self(substr($text, self::EPOCH_AT, 32), (int) substr($text, self::BASE_AT, 16)) : null;
    }

    /**
     * The epoch in the first bytes of a log, '' when they are none. On every hit, and without the checksum: only a Seal that
     * names the same position, on a page that lies in the folder of this epoch, proves that both were read right.
     *
     * @param string $bytes at least the head
     */
    public static function epoch_of(string $bytes): string
    {
        $epoch = strlen($bytes) >= self::LENGTH && str_starts_with($bytes, self::START) ? substr($bytes, self::EPOCH_AT, 32) : '';

        return ctype_xdigit($epoch) ? $epoch : '';
    }

    /**
     * The position behind the last byte of a log of this size. As proven as epoch_of().
     *
     * @param string $bytes at least the head
     */
    public static function position_in(string $bytes, int $size): int
    {
        return (int) substr($bytes, self::BASE_AT, 16) + $size - self::LENGTH;
    }

    public function text(): string
    {
        $text = sprintf('%s%s %016d ', self::START, $this->epoch, $this->base);

        return $text . hash('xxh32', $text) . "\n";
    }

    /** Where a position lies in the file. */
    public function offset(int $position): int
    {
        return self::LENGTH + max(0, $position - $this->base);
    }

    /** The position behind the last byte of a file of this size. */
    public function end(int $size): int
    {
        return $this->base + $size - self::LENGTH;
    }
}
