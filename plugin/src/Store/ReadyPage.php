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
    /** Lines between the canonical string and the header lines. */
    public const HEADERS = 7;

    private const GZIP = 4;
    private const IDENTITY = 5;
    private const META = 6;

    /**
     * Three properties and no more: on every hit each costs as much as an explode() of a line.
     *
     * @param string $bound the bytes that decide what is sent, but for the body
     * @param int $bodies offset of the first one, gzip
     * @param list<string> $lines as block() has them: times, status, ETag, lengths; from HEADERS on header lines, of which one
     *                            that begins with a tab repeats a name
     */
    private function __construct(
        public readonly string $bound,
        public readonly int $bodies,
        public readonly array $lines,
    ) {}

    /**
     * The block as it lies in the store: the canonical string, then lines, then an empty one. Text, because on every hit one
     * explode() costs a third of unpack() and substr().
     *
     * @param string $etag 32 hex digits
     * @param list<string> $headers header lines
     * @param int $meta length of the meta block
     */
    public static function block(Page $page, string $etag, array $headers, int $meta): string
    {
        $seen = [];
        foreach ($headers as $i => $line) {
            $name = strtolower(explode(':', $line, 2)[0]);
            $headers[$i] = isset($seen[$name]) ? "\t{$line}" : $line;
            $seen[$name] = true;
        }
        [$gzip, $identity] = [strlen($page->body->gzip), strlen($page->body->identity)];

        return $page->canonical . implode("\n", [$page->storedAt, $page->expiresAt, $page->status, $etag, $gzip, $identity, $meta, ...$headers]) . "\n\n";
    }

    /**
     * Null when this is another page, or something about it needs a closer look.
     *
     * @param string $bytes its beginning: head and block, and whatever follows
     */
    public static function parse(string $bytes, string $canonical): ?self
    {
        $length = strlen($canonical);
        $isThis = str_starts_with($bytes, PageHead::START) && substr($bytes, PageHead::LENGTH, $length) === $canonical;
        $end = $isThis ? strpos($bytes, "\n\n", PageHead::LENGTH + $length) : false;
        $lines = $end === false ? [] : explode("\n", substr($bytes, PageHead::LENGTH + $length, $end - PageHead::LENGTH - $length));
        if ($end === false || !isset($lines[self::HEADERS])) {
            return null;
        }
        $end += 2;
        $bound = substr($bytes, 0, PageHead::SEAL_AT) . substr($bytes, PageHead::LENGTH, $end - PageHead::LENGTH);

        return new self($bound, $end + (int) $lines[self::META], $lines);
    }

    /** The length of one representation; 0 = there is none. */
    public function length(bool $isGzip): int
    {
        return (int) $this->lines[$isGzip ? self::GZIP : self::IDENTITY];
    }

    /** The offset of one representation in a page file. */
    public function offset(bool $isGzip): int
    {
        return $isGzip ? $this->bodies : $this->bodies + (int) $this->lines[self::GZIP];
    }

    /** Whether these are the bytes of one representation, unchanged. */
    public function is_body(string $bytes, bool $isGzip): bool
    {
        return $bytes !== '' && strlen($bytes) === (int) $this->lines[$isGzip ? self::GZIP : self::IDENTITY]
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
