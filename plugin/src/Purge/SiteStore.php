<?php

/**
 * The page store as the purge side of one site sees it: a store that cannot be reached breaks nothing in WordPress and
 * is reported once per request.
 */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Install\DataFile;
use DynamicCache\Install\Paths;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\PurgeKind;
use DynamicCache\Store\StoreFailure;
use DynamicCache\Store\Stores;
use DynamicCache\Store\Suspicion;
use DynamicCache\Store\Token;
use DynamicCache\Store\UnableToReachStore;
use DynamicCache\Tags\Tag;

final class SiteStore
{
    private bool $isReported = false;

    /** @param \Closure(): PageStore $open */
    public function __construct(
        private readonly \Closure $open,
        private readonly string $configFile,
    ) {}

    /** @param string $site blog id */
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

    /** The file that the drop-in reads for this site. */
    public function config_file(): string
    {
        return $this->configFile;
    }

    /** Whether a change has to be written down; remembers one that cannot be, because a folder that is in use is not there. */
    public function takes_changes(): bool
    {
        if ($this->is_in_use()) {
            return true;
        }
        $option = is_file($this->configFile) ? null : get_option(SettingsRepository::OPTION);
        $settings = is_string($option) ? json_decode($option, true) : null;
        $values = is_array($settings) ? $settings['values'] ?? null : null;
        if (is_array($values) && ($values['enabled'] ?? false) === true) {
            LostChange::note_again();
        }

        return false;
    }

    /** @param list<string> $tags */
    public function suspect(array $tags): ?Suspicion
    {
        try {
            return ($this->open)()->suspect($tags, time());
        } catch (StoreFailure $failure) {
            $this->report($failure);
            if (self::is_lost($failure)) {
                LostChange::note_again();
            }

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
            if (self::is_lost($failure)) {
                // Also after a suspicion that was lost: what was noted then may have been settled before the write.
                LostChange::note();
            }

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

    /** Throws everything away, if the store can be reached; whoever lost a change has said that it cannot. */
    public function empty(): bool
    {
        try {
            if (!is_file($this->configFile)) {
                return false;
            }
            ($this->open)()->purge([Tag::site()], [], time());

            return true;
        } catch (StoreFailure) {
            return false;
        }
    }

    /** Frees what can never be served again. A store that fails is reported, and breaks nothing. */
    public function sweep(): void
    {
        try {
            ($this->open)()->sweep(time());
        } catch (StoreFailure $failure) {
            $this->report($failure);
        }
    }

    private static function is_lost(StoreFailure $failure): bool
    {
        return $failure instanceof UnableToReachStore && $failure->is_lost();
    }

    private function report(StoreFailure $failure): void
    {
        if (!$this->isReported) {
            $this->isReported = true;
            error_log('AI WP Dynamic Cache: purge: ' . $failure->getMessage());
        }
    }
}
