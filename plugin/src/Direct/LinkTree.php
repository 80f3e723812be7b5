<?php

/**
 * The pages that a web server sends by itself: hard links under names made of their addresses. The tree follows the purge
 * log of the disk store. Whatever the log says about a page, purge, suspicion or expiry, takes its link away, before whoever
 * wrote that record goes on; how far the tree has followed is written down, so that what a killed process left undone is
 * done by the next one that comes here. In doubt the whole tree goes, by one rename.
 *
 * A link is made under the shared lock of the log, in which nobody can append a record meanwhile. Locks are always taken
 * in the same order: the log, then the tree. Removing takes the lock of the tree alone.
 */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\Store\Body;
use DynamicCache\Store\Files;
use DynamicCache\Store\OpenLog;
use DynamicCache\Store\PurgeLogFile;

final class LinkTree
{
    private readonly Following $following;

    public function __construct(private readonly TreeFolder $folder, private readonly PurgeLogFile $log)
    {
        $this->following = new Following($folder);
    }

    /**
     * The tree of a site.
     *
     * @param string $path of the folder that the web server reads
     * @param string $cacheDir the cache folder of the installation
     * @param string $site blog id
     */
    public static function of(string $path, string $cacheDir, string $site): self
    {
        $files = Files::of_system();

        return new self(new TreeFolder($path, $files), new PurgeLogFile("{$cacheDir}/log/{$site}.php", $files));
    }

    /**
     * Takes the links away that the log speaks of since the last time. When this returns, none of them is reachable.
     *
     * @return bool whether there were any
     */
    public function follow(): bool
    {
        return $this->locked(fn(): bool => $this->following->catch_up($this->log->open())) ?? true;
    }

    /** Whether records of the log wait to be followed: two looks at files, for every request that loads WordPress. */
    public function is_behind(): bool
    {
        $state = $this->folder->state();
        if ($state === null) {
            return false;
        }
        $log = $this->log->open();

        return $log === null || $log->head->epoch !== $state->epoch || $log->end() !== $state->position;
    }

    /** The purge log's epoch whose pages are linked; null when there is no tree. */
    public function epoch(): ?string
    {
        return $this->folder->state()?->epoch;
    }

    /** Whether nobody has renewed the tree since a time. Says yes once; whoever asks then sees to it. */
    public function is_late(int $since): bool
    {
        return $this->folder->is_late($since);
    }

    /**
     * Links a page, if the log lets it be served at this moment.
     *
     * @param TreeLine $line with no body yet
     * @param TreeState $rendered epoch and position of its fill token, and the settings it was rendered under
     * @param \Closure(): bool $isStored whether the store still has this very page; asked under the lock
     */
    public function place(TreeLine $line, Body $body, TreeState $rendered, int $now, \Closure $isStored): bool
    {
        $linking = new Linking($this->folder, $this->following, $this->log);
        $id = $this->folder->add_body($body);
        $log = $id === null ? null : $this->log->shared();
        $isPlaced = $id !== null && $log !== null && $this->locked(
            fn(): bool => $this->ready($log, $rendered) && $isStored() && $linking->link($log, $line->with_body($id), $now),
        ) === true;
        $log?->close();
        if (!$isPlaced && $id !== null) {
            $this->folder->delete_body($id);
        }

        return $isPlaced;
    }

    /** Links something that is no page of the site, for a moment; begins a tree where there is none. */
    public function lend(string $name, Body $body, string $revision): ?TreeLine
    {
        $id = $this->folder->add_body($body);
        if ($id === null) {
            return null;
        }
        $line = TreeLine::of($name, 0, 0, ['site'])->with_body($id);
        $isLinked = $this->locked(function () use ($line, $revision): bool {
            $log = $this->folder->state() === null ? $this->log->open() : null;

            return ($log === null || $this->folder->begin(new TreeState($log->head->epoch, $log->end(), $revision))) && $this->folder->link($line);
        });
        if ($isLinked !== true) {
            $this->folder->delete_body($id);
        }

        return $isLinked === true ? $line : null;
    }

    public function take_back(TreeLine $line): void
    {
        $this->locked(fn(): bool => $this->folder->unlink($line->name));
        $this->folder->delete_body($line->body);
    }

    /** Takes everything out of reach and forgets it: direct mode is off, or the rules of the site have changed. */
    public function clear(): void
    {
        $this->locked(function (): void {
            $this->folder->close();
            $this->following->swap();
        });
        foreach ($this->folder->old() as $tree) {
            $this->folder->delete($tree);
        }
        $this->folder->sweep_bodies([], PHP_INT_MAX);
    }

    /** Everything, with the folder itself. */
    public function remove(): void
    {
        if ($this->folder->exists()) {
            $this->clear();
            $this->folder->remove();
        }
    }

    /**
     * Renewal::run(), by cron.
     *
     * @param list<string> $names under which the web server may look until then
     */
    public function renew(string $revision, int $until, int $now, array $names): bool
    {
        return (new Renewal($this, $this->folder, $this->following, $this->log))->run($revision, $until, $now, $names);
    }

    /** @return array<array-key, TreeLine> the pages that are linked, by name */
    public function pages(): array
    {
        return array_filter($this->folder->index()->lines() ?? [], $this->folder->is_linked(...));
    }

    /**
     * The tree as the log stands, ready for a page of this epoch and these settings.
     *
     * @param TreeState $wanted where the page was rendered
     */
    private function ready(OpenLog $log, TreeState $wanted): bool
    {
        $this->following->catch_up($log);
        $state = $this->folder->state();
        if ($state === null && $log->head->epoch === $wanted->epoch) {
            $state = new TreeState($wanted->epoch, $log->end(), $wanted->revision);

            return $this->folder->begin($state);
        }

        return $state !== null && $state->epoch === $wanted->epoch && $state->revision === $wanted->revision;
    }

    /**
     * Does something under the lock of the tree.
     *
     * @template T
     *
     * @param \Closure(): T $work
     *
     * @return T|null null when the tree cannot be locked; then it is out of reach
     */
    public function locked(\Closure $work): mixed
    {
        if (!is_dir($this->folder->path) && !$this->folder->make()) {
            return null;
        }
        $lock = $this->folder->lock();
        if ($lock === null) {
            $this->folder->close();
            $this->following->swap();

            return null;
        }
        try {
            return $work();
        } finally {
            fclose($lock);
        }
    }
}
