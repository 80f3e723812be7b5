<?php

/**
 * Keeps the pages of a site within a size and a number: those that nobody has asked for the longest go first (LRU), by the
 * hour. Run by cron behind the sweep. A page that goes this way is cold, which is always right: no record has to say so.
 *
 * When a page was last asked for stands in the mtime of its file, which a hit sets at most once an hour: no hit writes to
 * find that out, and a mount without atime does not matter.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class DiskLimit
{
    /** Every page is an inode. */
    public const MAX_FILES = 500_000;

    /** So much of the limit is left full, so that the next sweep does not begin at it again. */
    private const LEAVES = 0.9;

    private const HOUR = 3600;

    /** @var array<int, array{int, int}> bytes and files by the hours for which nobody asked for them */
    private array $byAge = [];

    /** @param string $folder of the pages of a site */
    public function __construct(
        private readonly string $folder,
        private readonly int $maxBytes,
        private readonly int $maxFiles = self::MAX_FILES,
    ) {}

    /** @return int how many pages were deleted */
    public function keep(int $now): int
    {
        $this->byAge = [];
        $this->each_page(function (string $path, int $bytes, int $age): void {
            [$allBytes, $files] = $this->byAge[$age] ?? [0, 0];
            $this->byAge[$age] = [$allBytes + $bytes, $files + 1];
        }, $now);
        [$bytes, $files] = [array_sum(array_column($this->byAge, 0)), array_sum(array_column($this->byAge, 1))];
        if ($bytes <= $this->maxBytes && $files <= $this->maxFiles) {
            return 0;
        }

        return $this->evict($bytes - (int) ($this->maxBytes * self::LEAVES), $files - (int) ($this->maxFiles * self::LEAVES), $now);
    }

    /**
     * @param int $bytes that have to go, if positive
     * @param int $files as many
     */
    private function evict(int $bytes, int $files, int $now): int
    {
        krsort($this->byAge);
        $left = [$bytes, $files];
        $youngest = 0;
        foreach ($this->byAge as $age => [$ageBytes, $ageFiles]) {
            $youngest = $age;
            if ($left[0] <= $ageBytes && $left[1] <= $ageFiles) {
                break;
            }
            $left = [$left[0] - $ageBytes, $left[1] - $ageFiles];
        }
        $deleted = 0;
        $this->each_page(static function (string $path, int $bytes, int $age) use ($youngest, &$left, &$deleted): void {
            $goes = $age > $youngest || ($age === $youngest && ($left[0] > 0 || $left[1] > 0));
            if ($goes && @unlink($path)) {
                $left = $age === $youngest ? [$left[0] - $bytes, $left[1] - 1] : $left;
                $deleted++;
            }
        }, $now);

        return $deleted;
    }

    /** @param \Closure(string, int, int): void $visit path, bytes on disk, hours since somebody asked for it */
    private function each_page(\Closure $visit, int $now): void
    {
        clearstatcache();
        self::each_path($this->folder, static fn(string $epoch): bool => self::each_path(
            $epoch,
            static fn(string $bucket): bool => self::each_path($bucket, static function (string $path) use ($visit, $now): bool {
                $stat = str_ends_with($path, '.page') ? @stat($path) : false;
                if ($stat !== false) {
                    $visit($path, max($stat['size'], 512 * max(0, $stat['blocks'])), max(0, intdiv($now - $stat['mtime'], self::HOUR)));
                }

                return true;
            }),
        ));
    }

    /** @param \Closure(string): bool $visit */
    private static function each_path(string $folder, \Closure $visit): bool
    {
        return !is_dir($folder) || Files::each($folder, static fn(string $name): bool => $visit("{$folder}/{$name}"));
    }
}
