<?php

/**
 * Notices that the database was put back to an older state under the stored pages: they show what it no longer says,
 * and no hook tells. The cache folder remembers the number of the last purge; a database that has not come so far is an
 * older one. What changed without any purge is in no page.
 */

declare(strict_types=1);

namespace DynamicCache\Purge\Upkeep;

use DynamicCache\Feature;
use DynamicCache\Install\DataFile;
use DynamicCache\Install\InstallFailure;
use DynamicCache\Install\Paths;
use DynamicCache\Purge\Cause;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\PurgeRecords;

final class RestoredDatabase implements Feature
{
    private bool $hasPurged = false;

    /** @param \Closure(): PurgeQueue $queue of the current site */
    public function __construct(
        private readonly Paths $paths,
        private readonly \Closure $queue,
    ) {}

    public function boot(): void
    {
        add_action('dynamic_cache_purged', function (): void {
            $this->hasPurged = true;
        }, 10, 0);
        // After the last flush. While a transaction is open the number may still be taken back; then everything is
        // purged once for nothing.
        add_action('shutdown', $this->look_after_purge(...), PHP_INT_MAX, 0);
        add_action('admin_init', $this->look(...), 10, 0);
        add_action(Sweep::EVENT, $this->look(...), 5, 0);
    }

    public function look_after_purge(): void
    {
        if ($this->hasPurged) {
            $this->look();
        }
    }

    /** Purges everything when the database is older than the pages, and remembers how far it is. */
    public function look(): void
    {
        if (!is_file($this->paths->config_file(self::site()))) {
            return;
        }
        $seen = DataFile::read($this->file())['purge'] ?? 0;
        $last = PurgeRecords::last();
        if (is_int($seen) && $last < $seen) {
            ($this->queue)()->everything();
            ($this->queue)()->flush(Cause::RESTORED);
            $last = PurgeRecords::last();
        }
        if ($last !== $seen) {
            $this->remember($last);
        }
    }

    private function remember(int $last): void
    {
        try {
            DataFile::write($this->file(), ['purge' => $last]);
        } catch (InstallFailure) {
            // A folder that cannot be written holds no new page either.
            return;
        }
    }

    private function file(): string
    {
        return "{$this->paths->cache_dir()}/log/last-" . self::site() . '.php';
    }

    private static function site(): string
    {
        return (string) get_current_blog_id();
    }
}
