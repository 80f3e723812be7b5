<?php

/**
 * Streams as files: streams/SITE/NN.stream. A piece has one place, which it shares with others. Its file says which piece
 * was seen there last, written in place, because a word that is lost or torn costs little; then which one is kept there,
 * byte for byte, with its stream, written under another name and renamed. A piece takes a place when it was seen there twice
 * in succession: what is on one page alone, or is another with every render, never costs more than that word.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class DiskStreams implements Streams
{
    /** Streams of another level are others. */
    private const START = 'DCSTR1-' . GzipMember::PIECE_LEVEL;

    /** Offsets: START and the word before; the checksum of START and of all behind it, 8 bytes; two lengths, 4 bytes each. */
    private const SUM_AT = 16;
    private const LENGTHS_AT = 24;
    private const PIECE_AT = 32;

    /** A power of two, at most 256. */
    private const PLACES = 128;

    /** How often, in seconds, a stream that is used says so, by its mtime. */
    private const USED_EVERY = 86_400;

    /** After so many seconds without that its file is deleted. */
    private const UNUSED = 30 * self::USED_EVERY;

    /**
     * @param string $dir the cache folder of the installation
     * @param string $site blog id, digits only
     * @param int $now Unix seconds
     */
    public function __construct(
        private readonly string $dir,
        private readonly string $site,
        private readonly Files $files,
        private readonly int $now,
    ) {}

    public function find(string $piece): ?string
    {
        $path = $this->path(PageHead::sum($piece));
        $handle = @fopen($path, 'rb');
        if ($handle === false) {
            return null;
        }
        stream_set_read_buffer($handle, 0);
        $stat = fstat($handle);
        $bytes = $stat === false ? '' : (string) @fread($handle, max(1, $stat['size']));
        fclose($handle);
        $stream = self::stream($bytes, $piece);
        if ($stream !== null && $stat !== false && $this->now - $stat['mtime'] > self::USED_EVERY) {
            @touch($path, $this->now);
        }

        return $stream;
    }

    public function keep(string $piece, string $stream): void
    {
        $sum = PageHead::sum($piece);
        $path = $this->path($sum);
        if ($this->was_seen($path, $sum)) {
            $temporary = "{$path}.{$this->files->id(6)}.tmp";
            if ($this->files->write_new($temporary, self::encode($piece, $stream)) && !@rename($temporary, $path)) {
                @unlink($temporary);
            }
        }
    }

    /** Deletes what no page has had for long. Run by the sweep. */
    public static function sweep(string $dir, string $site, int $now): void
    {
        $folder = "{$dir}/streams/{$site}";
        Files::each($folder, static function (string $name) use ($folder, $now): bool {
            if (str_ends_with($name, '.stream') && $now - (int) @filemtime("{$folder}/{$name}") > self::UNUSED) {
                @unlink("{$folder}/{$name}");
            }

            return true;
        });
    }

    /** Whether this piece was the last one that was not found at its place; from now on it is. */
    private function was_seen(string $path, string $sum): bool
    {
        $word = self::START . $sum;
        $handle = @fopen($path, 'r+b');
        if ($handle === false) {
            if (Files::make_subfolder($this->dir, 'streams') && Files::make_subfolder("{$this->dir}/streams", $this->site)) {
                $this->files->write_new($path, $word);
            }

            return false;
        }
        stream_set_read_buffer($handle, 0);
        $wasSeen = @fread($handle, strlen($word)) === $word;
        if (!$wasSeen && fseek($handle, 0) === 0) {
            $this->files->write_all($handle, $word);
        }
        fclose($handle);

        return $wasSeen;
    }

    private static function encode(string $piece, string $stream): string
    {
        $rest = pack('VV', strlen($piece), strlen($stream)) . $piece . $stream;

        return self::START . str_repeat("\0", 8) . PageHead::sum(self::START . $rest) . $rest;
    }

    /**
     * The bytes of the piece are compared, not a hash of them: nobody can make a piece that gets the stream of another.
     *
     * @param string $bytes of a file
     */
    private static function stream(string $bytes, string $piece): ?string
    {
        $length = strlen($piece);
        $isThis = str_starts_with($bytes, self::START) && strlen($bytes) > self::PIECE_AT + $length
            && substr_compare($bytes, $piece, self::PIECE_AT, $length) === 0
            && substr($bytes, self::LENGTHS_AT, 8) === pack('VV', $length, strlen($bytes) - self::PIECE_AT - $length)
            && substr($bytes, self::SUM_AT, 8) === PageHead::sum(self::START . substr($bytes, self::LENGTHS_AT));

        return $isThis ? substr($bytes, self::PIECE_AT + $length) : null;
    }

    private function path(string $sum): string
    {
        return sprintf('%s/streams/%s/%02x.stream', $this->dir, $this->site, ord($sum[0]) % self::PLACES);
    }
}
