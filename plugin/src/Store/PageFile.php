<?php

/**
 * A page as the bytes of one file: a fixed head with lengths and checksums, the meta block, the gzip body, the
 * identity body. A reader verifies sizes and the checksum of every part that it uses; nothing is unserialized.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Reason;

final class PageFile
{
    /** Raised when the format changes its meaning: entries of another schema are misses, in both directions. */
    public const SCHEMA = '01';

    private const MAGIC = 'DCPAGE';
    private const HEAD_LENGTH = 52;

    /** Head, meta and gzip body of a usual page in one read(). */
    private const FIRST_READ = 16_384;

    /** @param Token $token the fill token of the page */
    public static function encode(Page $page, Token $token): string
    {
        $meta = json_encode([
            $page->canonical,
            $page->status,
            $page->tags,
            $page->storedAt,
            $page->expiresAt,
            $page->revision,
            $page->body->digest,
            $token->epoch,
            $token->sequence,
        ], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES);
        // Header lines may hold any byte but a line break; JSON could not.
        $meta = implode("\n", [$meta, ...$page->headers]);
        $parts = [$meta, $page->body->gzip, $page->body->identity];
        $head = self::MAGIC . self::SCHEMA . pack('V3', ...array_map(strlen(...), $parts))
            . implode('', array_map(self::sum(...), $parts));

        return $head . self::sum($head) . implode('', $parts);
    }

    /**
     * Reads the parts of a page that are needed; else says why it cannot be used: `corrupt` or `schema`.
     *
     * @param resource $handle at its beginning
     */
    public static function read($handle, Part $part): Page|Reason
    {
        // Unbuffered: PHP would read it in pieces of 8 KB.
        stream_set_read_buffer($handle, 0);
        $bytes = (string) @fread($handle, self::FIRST_READ);
        $lengths = self::lengths(substr($bytes, 0, self::HEAD_LENGTH));
        if ($lengths instanceof Reason) {
            return $lengths;
        }
        [$meta, $gzip, $identity] = $lengths;
        $stat = fstat($handle);
        if ($stat === false || $stat['size'] !== self::HEAD_LENGTH + $meta + $gzip + $identity) {
            return Reason::Corrupt;
        }
        $blocks = [];
        $at = self::HEAD_LENGTH;
        foreach ([[$meta, true], [$gzip, $part->has_gzip()], [$identity, $part->has_identity()]] as $i => [$length, $isWanted]) {
            $block = $isWanted ? self::block($handle, $bytes, $at, $length) : '';
            if ($isWanted && self::sum($block) !== substr($bytes, 20 + 8 * $i, 8)) {
                return Reason::Corrupt;
            }
            $blocks[] = $block;
            $at += $length;
        }

        return self::page($blocks[0], [$identity, $gzip, $blocks[2], $blocks[1]]);
    }

    /**
     * @param resource $handle
     * @param string $bytes the beginning of the file, read before
     */
    private static function block($handle, string $bytes, int $at, int $length): string
    {
        if ($at + $length <= strlen($bytes)) {
            return substr($bytes, $at, $length);
        }

        return $length > 0 && fseek($handle, $at) === 0 ? (string) @fread($handle, $length) : '';
    }

    /** @return array{int, int, int}|Reason of meta, gzip and identity */
    private static function lengths(string $head): array|Reason
    {
        if (strlen($head) !== self::HEAD_LENGTH || !str_starts_with($head, self::MAGIC)) {
            return Reason::Corrupt;
        }
        if (substr($head, 6, 2) !== self::SCHEMA) {
            return Reason::Schema;
        }
        $lengths = unpack('V3', $head, 8);
        if ($lengths === false || self::sum(substr($head, 0, -8)) !== substr($head, -8)) {
            return Reason::Corrupt;
        }
        [$meta, $gzip, $identity] = array_values($lengths);

        return is_int($meta) && is_int($gzip) && is_int($identity) ? [$meta, $gzip, $identity] : Reason::Corrupt;
    }

    /** @param array{int, int, string, string} $body lengths of identity and gzip, then their bytes as far as they were read */
    private static function page(string $meta, array $body): Page|Reason
    {
        $headers = explode("\n", $meta);
        $fields = json_decode(array_shift($headers), true, 4);
        if (!is_array($fields) || count($fields) !== 9 || !array_is_list($fields)) {
            return Reason::Corrupt;
        }
        [$canonical, $status, $tags, $storedAt, $expiresAt, $revision, $digest, $epoch, $sequence] = $fields;
        if (
            !is_string($canonical) || !is_int($status) || !is_array($tags) || !is_int($storedAt) || !is_int($expiresAt)
            || !is_string($revision) || !is_string($digest) || !is_string($epoch) || !is_int($sequence)
        ) {
            return Reason::Corrupt;
        }

        return new Page(
            $canonical,
            $status,
            $headers,
            new Body($digest, ...$body),
            array_values(array_filter($tags, is_string(...))),
            $storedAt,
            $expiresAt,
            $revision,
            new Token($epoch, $sequence),
        );
    }

    private static function sum(string $bytes): string
    {
        return hash('xxh3', $bytes, true);
    }
}
