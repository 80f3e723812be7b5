<?php

/**
 * A page as the bytes of one file: the head (PageHead), what is sent as it is (ReadyPage), the meta block, the gzip body,
 * the identity body. A reader verifies sizes and the checksum of every part that it uses; nothing is unserialized.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Reason;
use DynamicCache\Engine\Reply;

final class PageFile
{
    /** Head, meta and gzip body of a usual page in one read(). */
    private const FIRST_READ = 32_768;

    /** @param Token $token the fill token of the page */
    public static function encode(Page $page, Token $token): string
    {
        return implode('', self::parts($page, $token));
    }

    /**
     * The same bytes in three parts: everything up to the bodies, the gzip body, the identity body.
     *
     * @param Token $token the fill token of the page
     *
     * @return array{string, string, string}
     */
    public static function parts(Page $page, Token $token): array
    {
        $meta = json_encode([
            $page->canonical,
            $page->status,
            $page->tags,
            $page->storedAt,
            $page->expiresAt,
            $page->staleUntil,
            $page->revision,
            $page->body->digest,
            $token->epoch,
            $token->sequence,
            ...($page->others === [] ? [] : [self::positions($page->others)]),
        ], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES);
        // Header lines may hold any byte but a line break; JSON could not.
        $meta = implode("\n", [$meta, ...$page->headers]);
        $ready = ReadyPage::block($page, Reply::etag_of($page), Reply::lasting_headers($page), strlen($meta));
        [$gzip, $identity] = [$page->body->gzip, $page->body->identity];

        return [PageHead::of([$ready, $meta, $gzip, $identity]) . $ready . $meta, $gzip, $identity];
    }

    /**
     * The page of what parts() gave; else says why it cannot be used: `corrupt` or `schema`.
     *
     * @param string $front everything up to the bodies
     * @param string $gzip '' when that part is not asked for
     * @param string $identity '' when that part is not asked for
     */
    public static function of_parts(string $front, string $gzip, string $identity, Part $part): Page|Reason
    {
        $head = PageHead::parse($front);
        if ($head === null) {
            return PageHead::is_of_another_schema($front) ? Reason::Schema : Reason::Corrupt;
        }
        $meta = substr($front, $head->meta_at());
        $isWhole = $head->is_ready(substr($front, PageHead::LENGTH, $head->ready))
            && $head->is_meta($meta)
            && (!$part->has_gzip() || $head->is_gzip($gzip))
            && (!$part->has_identity() || $head->is_identity($identity));

        return $isWhole ? self::page($meta, [$head->identity, $head->gzip, $identity, $gzip]) : Reason::Corrupt;
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
        $head = PageHead::parse($bytes);
        if ($head === null) {
            return PageHead::is_of_another_schema($bytes) ? Reason::Schema : Reason::Corrupt;
        }
        $stat = fstat($handle);
        if ($stat === false || $stat['size'] !== $head->file_length()) {
            return Reason::Corrupt;
        }
        $meta = self::block($handle, $bytes, $head->meta_at(), $head->meta);
        $gzip = $part->has_gzip() ? self::block($handle, $bytes, $head->gzip_at(), $head->gzip) : '';
        $identity = $part->has_identity() ? self::block($handle, $bytes, $head->identity_at(), $head->identity) : '';
        $isWhole = $head->is_ready(self::block($handle, $bytes, PageHead::LENGTH, $head->ready))
            && $head->is_meta($meta)
            && (!$part->has_gzip() || $head->is_gzip($gzip))
            && (!$part->has_identity() || $head->is_identity($identity));

        return $isWhole ? self::page($meta, [$head->identity, $head->gzip, $identity, $gzip]) : Reason::Corrupt;
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

    /** @param array{int, int, string, string} $body lengths of identity and gzip, then their bytes as far as they were read */
    private static function page(string $meta, array $body): Page|Reason
    {
        $headers = explode("\n", $meta);
        $fields = json_decode(array_shift($headers), true, 4);
        // The eleventh: other sites that it shows. A version that does not know them takes the page for damaged.
        $others = is_array($fields) ? self::others($fields[10] ?? []) : null;
        if (!is_array($fields) || $others === null || !in_array(count($fields), [10, 11], true) || !array_is_list($fields)) {
            return Reason::Corrupt;
        }
        [$canonical, $status, $tags, $storedAt, $expiresAt, $staleUntil, $revision, $digest, $epoch, $sequence] = $fields;
        if (
            !is_string($canonical) || !is_int($status) || !is_array($tags) || !is_int($storedAt) || !is_int($expiresAt)
            || !is_int($staleUntil) || !is_string($revision) || !is_string($digest) || !is_string($epoch) || !is_int($sequence)
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
            $staleUntil,
            $others,
        );
    }

    /**
     * @param array<array-key, Token> $others
     *
     * @return list<array{string, string, int}>
     */
    private static function positions(array $others): array
    {
        return array_map(
            static fn(int|string $site, Token $token): array => [(string) $site, $token->epoch, $token->sequence],
            array_keys($others),
            array_values($others),
        );
    }

    /** @return array<array-key, Token>|null null: these are no positions */
    private static function others(mixed $positions): ?array
    {
        $others = [];
        foreach (is_array($positions) ? $positions : [null] as $position) {
            [$site, $epoch, $sequence] = (is_array($position) ? $position : []) + [null, null, null];
            if (!is_string($site) || !is_string($epoch) || !is_int($sequence)) {
                return null;
            }
            $others[$site] = new Token($epoch, $sequence);
        }

        return $others;
    }
}
