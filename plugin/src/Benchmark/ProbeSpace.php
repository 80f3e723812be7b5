<?php

/**
 * Where a run keeps its pages: apart from those of visitors, and only while its folder is there. The drop-in reads the
 * folder, spends nonces in it, and takes no probe without it, so that deleting it ends everything at once, also after a
 * process that was killed.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Install\DataFile;
use DynamicCache\Install\Folder;
use DynamicCache\Install\Paths;
use DynamicCache\Install\UnableToWriteFile;
use DynamicCache\Purge\SiteStore;
use DynamicCache\Purge\Sweep;

final class ProbeSpace
{
    /** Seconds that a space stays open without anybody measuring. */
    private const OPEN = 900;

    /** @param string $id 16 hex digits */
    public function __construct(private readonly Paths $paths, public readonly string $id) {}

    /**
     * Opens it, or keeps it open.
     *
     * @param int $now Unix seconds
     *
     * @throws UnableToWriteFile
     */
    public function open(int $now): void
    {
        DataFile::write("{$this->folder()}/run.php", ['v' => 1, 'site' => self::site(), 'until' => $now + self::OPEN]);
    }

    /** No probe is one any more, what they stored is never served again, and the next sweep frees it. */
    public function close(): void
    {
        Folder::delete($this->folder());
        @rmdir(dirname($this->folder()));
        SiteStore::of($this->paths, self::site())->purge([self::tag($this->id)], []);
        wp_schedule_single_event(time(), Sweep::EVENT);
    }

    /** What every page of the space carries, and nothing else does: it is no subject that could change. */
    public static function tag(string $id): string
    {
        return "probe:{$id}";
    }

    /**
     * The spaces of this site that were not closed.
     *
     * @return list<self>
     */
    public static function all(Paths $paths): array
    {
        $spaces = [];
        foreach (Folder::matching("{$paths->cache_dir()}/probe/*") as $folder) {
            $id = basename($folder);
            $site = DataFile::read("{$folder}/run.php")['site'] ?? self::site();
            if (preg_match('/^[0-9a-f]{16}$/D', $id) === 1 && $site === self::site()) {
                $spaces[] = new self($paths, $id);
            }
        }

        return $spaces;
    }

    private function folder(): string
    {
        return "{$this->paths->cache_dir()}/probe/{$this->id}";
    }

    private static function site(): string
    {
        return (string) get_current_blog_id();
    }
}
