<?php

/**
 * Where requests are counted: count/SITE.php, one line each, one write() each. Cron folds it into totals (src/Stats).
 *
 * With O_APPEND a local Linux file system never mixes two such writes; NFS may, and the checksums then drop both lines.
 * No lock and no database: a hit pays for an open, a write and a close. Whatever goes wrong here costs a count, nothing else.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class CountLog
{
    /** About 500,000 requests. Where nobody folds, counting ends here; the totals then name the days with a gap. */
    public const MAX_BYTES = 33_554_432;
    private const FILE_MODE = 0640;

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
            $this->write($record);
        } catch (\Throwable) {
            // A plugin's error handler may throw for a warning that is silenced here.
        }
    }

    private function write(CountRecord $record): void
    {
        $handle = @fopen($this->path, 'ab');
        if ($handle === false) {
            return;
        }
        $size = fstat($handle)['size'] ?? 0;
        if ($size === 0) {
            @chmod($this->path, self::FILE_MODE);
        }
        if ($size < $this->maxBytes) {
            // Two first writers at once leave the guard twice; as a line it is no record, and is skipped.
            @fwrite($handle, ($size === 0 ? "<?php exit; ?>\n" : '') . $record->line());
        }
        fclose($handle);
    }
}
