<?php

/**
 * Where a run keeps its pages: apart from those of visitors, and only while its folder is there. The drop-in reads the
 * folder, spends nonces in it, and takes no probe without it, so that deleting it ends everything at once, also after a
 * process that was killed.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Engine\Json;
use DynamicCache\Engine\UnableToReadConfig;
use DynamicCache\Install\DataFile;
use DynamicCache\Install\Folder;
use DynamicCache\Install\Paths;
use DynamicCache\Install\UnableToWriteFile;
use DynamicCache\Purge\Upkeep\Sweep;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\RedisServer;
use DynamicCache\Store\StoreFailure;
use DynamicCache\Store\Stores;

final class ProbeSpace
{
    /** How the name of a space begins whose pages are rendered and never stored. */
    public const UNSTORED = 'fresh';

    /** Whose a space is. */
    private const RUN = 'run';
    private const CHECK = 'check';

    /** Seconds that a space stays open without anybody measuring. */
    private const OPEN = 900;

    /**
     * @param string $dir the cache folder
     * @param string $id 16 hex digits
     * @param RedisServer|null $redis where its pages are; null = on disk
     */
    public function __construct(
        private readonly string $dir,
        public readonly string $id,
        private readonly ?RedisServer $redis = null,
    ) {}

    /**
     * Opens it, or keeps it open.
     *
     * @param int $now Unix seconds
     *
     * @throws UnableToWriteFile
     */
    public function open(int $now): void
    {
        $this->write($now, self::RUN);
    }

    /**
     * The same for a check of a page that visitors got (Proof\FreshRenders): it belongs to no run, and none takes it away
     * while it is open.
     *
     * @param int $now Unix seconds
     *
     * @throws UnableToWriteFile
     */
    public function open_for_check(int $now): void
    {
        $this->write($now, self::CHECK);
    }

    /** No probe is one any more, what they stored is never served again, and the next sweep frees it. */
    public function close(): void
    {
        Folder::delete($this->folder());
        @rmdir(dirname($this->folder()));
        try {
            $this->store()->purge([self::tag($this->id)], [], time());
        } catch (StoreFailure $failure) {
            // What cannot be purged ends within minutes, and no probe can ask for it.
            error_log('AI WP Dynamic Cache: benchmark: ' . $failure->getMessage());
        }
        wp_schedule_single_event(time(), Sweep::EVENT);
    }

    /** The same where nothing was stored (see UNSTORED), so that there is nothing to purge. */
    public function leave(): void
    {
        Folder::delete($this->folder());
        @rmdir(dirname($this->folder()));
    }

    /**
     * The store that is measured, which need not be the one that visitors use.
     *
     * @throws StoreFailure
     */
    public function store(): PageStore
    {
        return Stores::open($this->dir, $this->kind(), self::site(), $this->redis);
    }

    /** What every page of the space carries, and nothing else does: it is no subject that could change. */
    public static function tag(string $id): string
    {
        return "probe:{$id}";
    }

    /**
     * The spaces of this site that a run has left, and those that a check has left longer ago than one takes.
     *
     * @param int $now Unix seconds
     *
     * @return list<self>
     */
    public static function left(Paths $paths, int $now): array
    {
        $spaces = [];
        foreach (Folder::matching("{$paths->cache_dir()}/probe/*") as $folder) {
            $space = preg_match('/^[0-9a-f]{16}$/D', basename($folder)) === 1 ? self::of_folder($paths->cache_dir(), $folder, $now) : null;
            if ($space !== null) {
                $spaces[] = $space;
            }
        }

        return $spaces;
    }

    private static function of_folder(string $dir, string $folder, int $now): ?self
    {
        try {
            $run = Json::of_file("{$folder}/run.php");
            $redis = $run->object_or_null('redis');
            $isInUse = $run->has('for') && $run->text('for') === self::CHECK && $now < $run->integer('until');

            return $run->text('site') === self::site() && !$isInUse ? new self($dir, basename($folder), $redis === null ? null : RedisServer::parse($redis)) : null;
        } catch (UnableToReadConfig) {
            // Killed before the file was there.
            return new self($dir, basename($folder));
        }
    }

    /** @throws UnableToWriteFile */
    private function write(int $now, string $owner): void
    {
        DataFile::write("{$this->folder()}/run.php", [
            'v' => 1,
            'site' => self::site(),
            'for' => $owner,
            'until' => $now + self::OPEN,
            'store' => $this->kind(),
            'redis' => $this->redis?->to_array(),
        ]);
    }

    private function kind(): string
    {
        return $this->redis === null ? 'disk' : 'redis';
    }

    private function folder(): string
    {
        return "{$this->dir}/probe/{$this->id}";
    }

    private static function site(): string
    {
        return (string) get_current_blog_id();
    }
}
