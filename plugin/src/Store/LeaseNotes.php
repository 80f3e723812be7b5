<?php

/**
 * Notes on keys in one file of a fixed size: a key has one place in it, which it shares with others, and the last one to
 * write wins. Written in place, because a note that is lost or torn costs little; its checksum tells.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class LeaseNotes
{
    /** One for each value of three hex digits of the key. */
    public const PLACES = 4096;

    private const LENGTH = 23;

    public function __construct(private readonly string $path) {}

    public function write(string $key, LeaseNote $note): bool
    {
        $text = self::name($key) . pack('VVvC', $note->at, $note->until, min(65_535, $note->count), $note->kind->value);
        $handle = @fopen($this->path, 'c+b');
        if ($handle === false && Files::make_folder(dirname($this->path))) {
            $handle = @fopen($this->path, 'c+b');
        }
        if ($handle === false) {
            return false;
        }
        fseek($handle, self::offset($key));
        $isWritten = @fwrite($handle, $text . hash('xxh32', $text, true)) === self::LENGTH;
        fclose($handle);

        return $isWritten;
    }

    public function read(string $key): ?LeaseNote
    {
        $handle = @fopen($this->path, 'rb');
        if ($handle === false) {
            return null;
        }
        stream_set_read_buffer($handle, 0);
        fseek($handle, self::offset($key));
        $bytes = (string) @fread($handle, self::LENGTH);
        fclose($handle);
        $text = substr($bytes, 0, -4);
        $isOurs = strlen($bytes) === self::LENGTH && str_starts_with($text, self::name($key)) && $bytes === $text . hash('xxh32', $text, true);

        return $isOurs ? self::parse($text) : null;
    }

    private static function parse(string $text): ?LeaseNote
    {
        $fields = unpack('Vat/Vuntil/vcount/Ckind', $text, 8);
        if ($fields === false) {
            return null;
        }
        ['at' => $at, 'until' => $until, 'count' => $count, 'kind' => $number] = $fields;
        $kind = is_int($number) ? LeaseNoteKind::tryFrom($number) : null;

        return $kind !== null && is_int($at) && is_int($until) && is_int($count) ? new LeaseNote($kind, $at, $until, $count) : null;
    }

    private static function name(string $key): string
    {
        return substr(hash('sha256', $key, true), 0, 8);
    }

    private static function offset(string $key): int
    {
        return self::LENGTH * ((int) hexdec(substr(hash('xxh32', $key), 0, 3)));
    }
}
