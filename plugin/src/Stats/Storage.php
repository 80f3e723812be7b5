<?php

/**
 * What the stored pages of one site take on disk, purged ones included until they are swept. Pages are spread evenly over
 * 256 folders by their hash: where there are too many to look at all of them, those seen are scaled up.
 */

declare(strict_types=1);

namespace DynamicCache\Stats;

use DynamicCache\Install\Folder;

final class Storage
{
    public const OPTION = 'dynamic_cache_storage';
    /** Few pages are counted whenever cron folds, many once an hour. */
    private const SECONDS = 3600;
    private const FEW = 2000;
    private const FOLDERS = 256;

    /**
     * @param string $folder of the site's pages
     * @param int $maxFiles that are looked at
     */
    public function __construct(private readonly string $folder, private readonly int $maxFiles = 50_000) {}

    /** @return array{pages: int, bytes: int, free_bytes: int|null, measured_at: int} */
    public function measure(int $now): array
    {
        clearstatcache();
        $pages = $bytes = $seen = 0;
        $epochs = Folder::matching($this->folder . '/*');
        for (; $seen < self::FOLDERS && $pages < $this->maxFiles; $seen++) {
            foreach ($epochs as $epoch) {
                foreach (Folder::matching($epoch . sprintf('/%02x/*.page', $seen)) as $path) {
                    $pages++;
                    $bytes += (int) @filesize($path);
                }
            }
        }
        $free = function_exists('disk_free_space') && is_dir($this->folder) ? @disk_free_space($this->folder) : false;

        return [
            'pages' => intdiv($pages * self::FOLDERS, $seen),
            'bytes' => intdiv($bytes * self::FOLDERS, $seen),
            'free_bytes' => $free === false ? null : (int) $free,
            'measured_at' => $now,
        ];
    }

    public static function is_due(int $now): bool
    {
        $last = self::last();

        return $last === null || $last['pages'] <= self::FEW || $now - $last['measured_at'] >= self::SECONDS;
    }

    /** @return array{pages: int, bytes: int, free_bytes: int|null, measured_at: int}|null null = not measured yet */
    public static function last(): ?array
    {
        $stored = get_option(self::OPTION);
        $stored = is_array($stored) ? $stored : [];
        $int = static fn(string $name): ?int => is_int($stored[$name] ?? null) ? $stored[$name] : null;
        $pages = $int('pages');
        $bytes = $int('bytes');
        $measuredAt = $int('measured_at');

        return $pages === null || $bytes === null || $measuredAt === null
            ? null
            : ['pages' => $pages, 'bytes' => $bytes, 'free_bytes' => $int('free_bytes'), 'measured_at' => $measuredAt];
    }
}
