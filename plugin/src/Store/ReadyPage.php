<?php

/**
 * The part of a stored page that is sent as it lies there: its canonical string, its times, and its header lines ready to
 * be sent. Everything that can be worked out when a page is stored is worked out then. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class ReadyPage
{
    /** @param list<string> $headers header lines; one that begins with a tab repeats a name */
    private function __construct(
        public readonly PageHead $head,
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
        $head = PageHead::parse($bytes);
        $block = $head === null ? '' : substr($bytes, PageHead::LENGTH, $head->ready);
        $fields = strlen($block) < 56 ? false : unpack('Vlength/Vstatus/PstoredAt/PexpiresAt', $block);
        if (
            $head === null || $fields === false || !$head->is_ready($block)
            || !is_int($fields['length']) || !is_int($fields['status']) || !is_int($fields['storedAt']) || !is_int($fields['expiresAt'])
            || substr($block, 56, $fields['length']) !== $canonical
        ) {
            return null;
        }

        return new self(
            $head,
            $fields['status'],
            $fields['storedAt'],
            $fields['expiresAt'],
            substr($block, 24, 32),
            explode("\n", substr($block, 56 + $fields['length'])),
        );
    }

    public function has_gzip(): bool
    {
        return $this->head->gzip > 0;
    }

    /** Whether these are the bytes of one representation, unchanged. */
    public function is_body(string $bytes, bool $isGzip): bool
    {
        return $bytes !== '' && ($isGzip ? $this->head->is_gzip($bytes) : $this->head->is_identity($bytes));
    }
}
