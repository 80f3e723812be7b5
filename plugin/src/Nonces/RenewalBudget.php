<?php

/**
 * How many renewals one site gives out in a minute, whoever asks: each is a whole WordPress. A page renews its nonces
 * twice a day, so that only a flood meets the limit. Kept in a small file; where none can be written there is no limit.
 */

declare(strict_types=1);

namespace DynamicCache\Nonces;

use DynamicCache\Install\AtomicFile;
use DynamicCache\Install\Paths;
use DynamicCache\Install\UnableToWriteFile;

final class RenewalBudget
{
    public const A_MINUTE = 600;

    /** Ends every execution, as in all data files. */
    private const HEAD = "<?php exit; ?>\n";

    public function __construct(private readonly string $file, private readonly int $limit = self::A_MINUTE) {}

    public static function of_site(Paths $paths): self
    {
        return new self($paths->cache_dir() . '/lease/nonces-' . get_current_blog_id() . '.php');
    }

    /**
     * Takes one; false when this minute has none left.
     *
     * @param int $now Unix seconds
     */
    public function take(int $now): bool
    {
        try {
            AtomicFile::make_folder(dirname($this->file));
        } catch (UnableToWriteFile) {
            return true;
        }
        $handle = @fopen($this->file, 'c+');
        if ($handle === false) {
            return true;
        }
        $minute = intdiv($now, 60);
        flock($handle, LOCK_EX);
        $isFound = preg_match('/\n([0-9]+) ([0-9]+)$/D', (string) stream_get_contents($handle, 100), $match) === 1;
        $taken = $isFound && (int) $match[1] === $minute ? (int) $match[2] : 0;
        if ($taken < $this->limit) {
            ftruncate($handle, 0);
            rewind($handle);
            fwrite($handle, self::HEAD . "{$minute} " . ($taken + 1));
        }
        fclose($handle);

        return $taken < $this->limit;
    }
}
