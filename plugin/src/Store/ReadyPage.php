<?php

/**
 * The part of a stored page that is sent as it lies there: its canonical string, its times, and its header lines ready to
 * be sent. Everything that can be worked out when a page is stored is worked out then. Nothing in here is proven by reading
 * it but the bodies: that is for the Seal. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class ReadyPage
{
    /** Bytes of the block before the canonical string: two lengths, two times, the tag. */
    private const FIXED = 56;

    private const AT = PageHead::LENGTH + self::FIXED;

    /**
     * @param string $bound the bytes that decide what is sent, but for the body
     * @param int $gzip length of the body, 0 = there is none
     * @param int $identity length
     * @param int $bodies offset of the first one, gzip
     * @param list<string> $headers header lines; one that begins with a tab repeats a name
     */
    private function __construct(
        public readonly string $bound,
        public readonly int $gzip,
        public readonly int $identity,
        public readonly int $bodies,
        public readonly int $status,
        public readonly int $storedAt,
        public readonly int $expiresAt,
        public readonly string $etag,
        public readonly array $headers,
    ) {}

    /**
     * The block as it lies in the store.
     *
     * @param string $etag 32 hex digits
     * @param list<string> $headers header lines
     */
    public static function block(Page $page, string $etag, array $headers): string
    {
        $seen = [];
        foreach ($headers as $i => $line) {
            $name = strtolower(explode(':', $line, 2)[0]);
            $headers[$i] = isset($seen[$name]) ? "\t{$line}" : $line;
            $seen[$name] = true;
        }

        return pack('VVPP', strlen($page->canonical), $page->status, $page->storedAt, $page->expiresAt)
            . $etag . $page->canonical . implode("\n", $headers);
    }

    /**
     * Null when this is another page, or something about it needs a closer look.
     *
     * @param string $bytes its beginning: head and block, and whatever follows
     */
    public static function parse(string $bytes, string $canonical): ?self
    {
        if (strlen($bytes) < self::AT || !PageHead::is_of_this_schema($bytes)) {
            return null;
        }
        $skip = PageHead::LENGTH - PageHead::LENGTHS_AT - 16;
        $fields = unpack("Vready/Vmeta/Vgzip/Videntity/x{$skip}/Vlength/Vstatus/PstoredAt/PexpiresAt", $bytes, PageHead::LENGTHS_AT);
        if (
            $fields === false || !is_int($fields['ready']) || !is_int($fields['meta']) || !is_int($fields['gzip']) || !is_int($fields['identity'])
            || !is_int($fields['length']) || !is_int($fields['status']) || !is_int($fields['storedAt']) || !is_int($fields['expiresAt'])
        ) {
            return null;
        }
        ['ready' => $ready, 'length' => $length] = $fields;
        if ($length !== strlen($canonical) || strlen($bytes) < PageHead::LENGTH + $ready || substr($bytes, self::AT, $length) !== $canonical) {
            return null;
        }

        return new self(
            substr($bytes, 0, PageHead::SEAL_AT) . substr($bytes, PageHead::LENGTH, $ready),
            $fields['gzip'],
            $fields['identity'],
            PageHead::LENGTH + $ready + $fields['meta'],
            $fields['status'],
            $fields['storedAt'],
            $fields['expiresAt'],
            substr($bytes, self::AT - 32, 32),
            explode("\n", substr($bytes, self::AT + $length, $ready - self::FIXED - $length)),
        );
    }

    /** Whether these are the bytes of one representation, unchanged. */
    public function is_body(string $bytes, bool $isGzip): bool
    {
        return $bytes !== '' && strlen($bytes) === ($isGzip ? $this->gzip : $this->identity)
            && PageHead::sum($bytes) === substr($this->bound, $isGzip ? PageHead::GZIP_SUM_AT : PageHead::IDENTITY_SUM_AT, 8);
    }

    /** What a seal is bound to, when the checksums of these bytes are right; they begin as parse() has them. */
    public static function verified(string $bytes): ?string
    {
        $head = PageHead::parse($bytes);
        $block = $head === null ? '' : substr($bytes, PageHead::LENGTH, $head->ready);

        return $head?->is_ready($block) === true ? substr($bytes, 0, PageHead::SEAL_AT) . $block : null;
    }
}
