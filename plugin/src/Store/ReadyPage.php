<?php

/**
 * The part of a stored page that is sent as it lies there: its canonical string, its times, and its header lines ready to
 * be sent. Everything that can be worked out when a page is stored is worked out then.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class ReadyPage
{
    /** Of a usual page this holds all but the bodies. A longer one is left to PageFile. */
    private const FIRST_READ = 4096;

    /**
     * @param resource $handle
     * @param list<string> $headers header lines; one that begins with a tab repeats a name
     */
    private function __construct(
        private $handle,
        private readonly string $path,
        private readonly PageHead $head,
        public readonly ?Seal $seal,
        public readonly int $status,
        public readonly int $storedAt,
        public readonly int $expiresAt,
        public readonly string $etag,
        public readonly array $headers,
    ) {}

    /**
     * The block as it lies in the file.
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
     * Null when there is no such page, or something about it needs a closer look.
     *
     * @param string $folder of the epoch
     * @param string $key 64 hex digits
     */
    public static function open(string $folder, string $key, string $canonical): ?self
    {
        $path = PageFolders::path_in($folder, $key);
        $handle = @fopen($path, 'rb');
        if ($handle === false) {
            return null;
        }
        // Unbuffered: PHP would read it in pieces of 8 KB.
        stream_set_read_buffer($handle, 0);
        $bytes = (string) @fread($handle, self::FIRST_READ);
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
            $handle,
            $path,
            $head,
            Seal::parse(substr($bytes, PageHead::SEAL_AT, Seal::LENGTH), $head->sum),
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

    /** The bytes of one representation; null when they are not what was stored. */
    public function body(bool $isGzip): ?string
    {
        $length = $isGzip ? $this->head->gzip : $this->head->identity;
        $at = $isGzip ? $this->head->gzip_at() : $this->head->identity_at();
        $bytes = $length > 0 && fseek($this->handle, $at) === 0 ? (string) @fread($this->handle, $length) : '';

        return ($isGzip ? $this->head->is_gzip($bytes) : $this->head->is_identity($bytes)) ? $bytes : null;
    }

    /** Writes the seal into the file, if it is still this page that lies there. When that fails, nothing is lost. */
    public function seal(Seal $seal): void
    {
        $handle = @fopen($this->path, 'r+b');
        if ($handle === false) {
            return;
        }
        $head = PageHead::parse((string) @fread($handle, PageHead::LENGTH));
        if ($head?->sum === $this->head->sum && fseek($handle, PageHead::SEAL_AT) === 0) {
            @fwrite($handle, $seal->bytes($head->sum));
        }
        fclose($handle);
    }
}
