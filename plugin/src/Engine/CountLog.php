<?php

/**
 * Where requests are counted: count/SITE.php, one line each. Cron folds it into totals (src/Stats).
 *
 * With O_APPEND a local Linux file system never mixes two such writes; NFS may, and the checksums then drop both lines.
 * No lock and no database: who is counted pays for an open, a write and a close, which is a third of what a hit costs at
 * all; so hits in a rush are sampled. Whatever goes wrong here costs a count, nothing else.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class CountLog
{
    /** About 500,000 requests. Where nobody folds, counting ends here; the totals then name the days with a gap. */
    public const MAX_BYTES = 33_554_432;
    private const FILE_MODE = 0640;
    private const SAMPLE = 8;

    public readonly string $path;

    /**
     * @param string $dir the cache folder
     * @param string $site blog id
     */
    public function __construct(string $dir, string $site, private readonly int $maxBytes = self::MAX_BYTES)
    {
        $this->path = "{$dir}/count/{$site}.php";
    }

    /** Never makes the folder: on a disk that is read-only that would be one more failing call in every request. */
    public function append(CountRecord $record): void
    {
        try {
            $this->write($record->line());
        } catch (\Throwable) {
            // A plugin's error handler may throw for a warning that is silenced here.
        }
    }

    /**
     * How often a hit is to be written, of which there can be thousands in a second. The first of a second is written; of
     * the others one in eight, eight times: what is expected is the true number, and a site with less than a hit in a second
     * is counted exactly.
     *
     * @param string $dir the cache folder
     * @param string $site blog id
     * @param float $at Unix seconds; its microseconds are the dice
     */
    public static function times_of_hit(string $dir, string $site, float $at): int
    {
        try {
            $isBusy = @filemtime("{$dir}/count/{$site}.php") === (int) $at;

            return $isBusy ? ((int) ($at * 1_000_000) % self::SAMPLE === 0 ? self::SAMPLE : 0) : 1;
        } catch (\Throwable) {
            // As above; the page is sent already.
            return 0;
        }
    }

    /** @param string $line as CountRecord makes it */
    public function append_hit(string $line, int $times): void
    {
        try {
            $this->write(str_repeat($line, $times));
        } catch (\Throwable) {
            // As above.
        }
    }

    private function write(string $lines): void
    {
        $handle = @fopen($this->path, 'ab');
        if ($handle === false) {
            return;
        }
        // Half the price of an fstat().
        fseek($handle, 0, SEEK_END);
        $size = (int) ftell($handle);
        if ($size === 0) {
            @chmod($this->path, self::FILE_MODE);
        }
        if ($size < $this->maxBytes) {
            // Two first writers at once leave the guard twice; as a line it is no record, and is skipped.
            @fwrite($handle, ($size === 0 ? "<?php exit; ?>\n" : '') . $lines);
        }
        fclose($handle);
    }
}
