<?php

/**
 * The page store as the purge side of one site sees it: a store that cannot be reached breaks nothing in WordPress and
 * is reported once per request.
 */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Install\DataFile;
use DynamicCache\Install\Paths;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\PurgeKind;
use DynamicCache\Store\StoreFailure;
use DynamicCache\Store\Stores;
use DynamicCache\Store\Suspicion;
use DynamicCache\Store\Token;
use DynamicCache\Store\UnableToReachStore;

final class SiteStore
{
    private bool $isReported = false;

    /** @param \Closure(): PageStore $open */
    public function __construct(
        private readonly \Closure $open,
        private readonly string $configFile,
    ) {}

    public static function of(Paths $paths, string $site): self
    {
        return new self(static fn(): PageStore => Stores::configured($paths->cache_dir(), $site), $paths->config_file($site));
    }

    /**
     * Whether the drop-in serves this site, by the file that the drop-in itself reads. While it does not, nothing is
     * stored, and switching it on throws everything away. One that cannot be read here, others perhaps can.
     */
    public function is_in_use(): bool
    {
        if (!is_file($this->configFile)) {
            $this->look_at_folder();

            return false;
        }
        $config = DataFile::read($this->configFile);

        return $config === null || ($config['enabled'] ?? false) === true;
    }

    /** WP-CLI may run as a user for whom the cache folder is closed: nothing in there can be seen then, and nothing purged. */
    private function look_at_folder(): void
    {
        $folder = dirname($this->configFile, 2);
        if (is_dir($folder) && @stat("{$folder}/.") === false) {
            $this->report(UnableToReachStore::at($folder, 'it is closed to this user, so that nothing which changes now is purged'));
        }
    }

    public function config_file(): string
    {
        return $this->configFile;
    }

    /** @param list<string> $tags */
    public function suspect(array $tags): ?Suspicion
    {
        try {
            return ($this->open)()->suspect($tags, time());
        } catch (StoreFailure $failure) {
            $this->report($failure);

            return null;
        }
    }

    /** Where the purge log stands now; null when nothing is written down on this site, or its log is out of reach. */
    public function position(): ?Token
    {
        try {
            return $this->is_in_use() ? ($this->open)()->token(time()) : null;
        } catch (StoreFailure $failure) {
            $this->report($failure);

            return null;
        }
    }

    /**
     * @param list<string> $tags
     * @param list<Suspicion> $settles
     */
    public function purge(array $tags, array $settles): ?Token
    {
        try {
            return ($this->open)()->purge($tags, $settles, time());
        } catch (StoreFailure $failure) {
            $this->report($failure);

            return null;
        }
    }

    /**
     * Ends the time of pages: a soft purge.
     *
     * @param list<string> $tags
     */
    public function expire(array $tags): ?Token
    {
        try {
            return ($this->open)()->purge($tags, [], time(), PurgeKind::Soft);
        } catch (StoreFailure $failure) {
            $this->report($failure);

            return null;
        }
    }

    public function sweep(): void
    {
        try {
            ($this->open)()->sweep(time());
        } catch (StoreFailure $failure) {
            $this->report($failure);
        }
    }

    private function report(StoreFailure $failure): void
    {
        if (!$this->isReported) {
            $this->isReported = true;
            error_log('AI WP Dynamic Cache: purge: ' . $failure->getMessage());
        }
    }
}
