<?php

/**
 * A body as gzip (RFC 1952): one member, whose deflate stream (RFC 1951) is put together of up to three. What many pages have
 * (StyleRun) is a stream of its own that refers to nothing before it, so that it is made once and copied into each of them.
 *
 * The bytes are the same whether the stream of the piece was there or had to be made: they follow from the body alone, as
 * its strong ETag says. Nothing of one page is in another but what both have, so that the length of a page tells no more
 * about it than it did.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class GzipMember
{
    /** Of what is compressed for each page: 3 % more bytes than at level 6, in 60 % of the time (default theme, 72 and 104 KB). */
    private const LEVEL = 5;

    /** Of the piece, which is made for many: with it a page whose piece nobody else has takes a tenth longer than as a whole. */
    public const PIECE_LEVEL = 6;

    /** How many bytes before it the last part may refer to: without them 2 % more bytes, with all 32 KB 20 % more time. */
    private const BEFORE = 8_192;

    /** RFC 1952 §2.3.1: deflate, no flags, no time, no level, Unix; as gzencode() has it. */
    private const HEADER = "\x1f\x8b\x08\0\0\0\0\0\0\x03";

    /**
     * @param Streams|null $streams null: the piece is made, and kept nowhere
     *
     * @return string|null null where PHP has no zlib
     */
    public static function of(string $body, ?Streams $streams): ?string
    {
        $run = function_exists('deflate_init') ? StyleRun::of($body) : null;

        return ($run === null ? null : self::joined($body, $run, $streams)) ?? self::whole($body);
    }

    private static function whole(string $body): ?string
    {
        $gzip = function_exists('gzencode') ? gzencode($body, self::LEVEL) : false;

        return $gzip === false ? null : $gzip;
    }

    /** @param array{int, int} $run offset and length of the piece */
    private static function joined(string $body, array $run, ?Streams $streams): ?string
    {
        [$offset, $length] = $run;
        $end = $offset + $length;
        $first = self::part(substr($body, 0, $offset), self::LEVEL, ZLIB_SYNC_FLUSH);
        $piece = self::piece(substr($body, $offset, $length), $streams);
        // A preset dictionary is what the decoder has before it anyway.
        $before = substr($body, max(0, $end - self::BEFORE), min($end, self::BEFORE));
        $last = self::part(substr($body, $end), self::LEVEL, ZLIB_FINISH, $before);
        if ($first === null || $piece === null || $last === null) {
            return null;
        }

        // RFC 1952 §2.3.1: CRC-32 and length, both with the lowest byte first.
        return self::HEADER . $first . $piece . $last . strrev(hash('crc32b', $body, true)) . pack('V', strlen($body));
    }

    private static function piece(string $piece, ?Streams $streams): ?string
    {
        $stream = $streams?->find($piece);
        if ($stream === null) {
            $stream = self::part($piece, self::PIECE_LEVEL, ZLIB_SYNC_FLUSH);
            if ($stream !== null) {
                $streams?->keep($piece, $stream);
            }
        }

        return $stream;
    }

    /**
     * One part of the deflate stream. ZLIB_SYNC_FLUSH ends it with an empty stored block (RFC 1951 §3.2.4), on the border of
     * a byte, so that another may follow; ZLIB_FINISH with the last block of all.
     *
     * @param string $before what stands before it, as far as it may refer to it; '': to nothing
     */
    private static function part(string $bytes, int $level, int $flush, string $before = ''): ?string
    {
        $context = deflate_init(ZLIB_ENCODING_RAW, ['level' => $level] + ($before === '' ? [] : ['dictionary' => $before]));
        $stream = $context === false ? false : deflate_add($context, $bytes, $flush);

        return $stream === false ? null : $stream;
    }
}
