<?php

/**
 * The purge log of one site on disk. Append-only; a position in it is the site's sequence. Whoever appends holds the
 * exclusive lock, whoever stores a page the shared one, readers none.
 *
 * Everybody opens it for writing: a log that this process could not append to (read-only disk, other owner) cannot
 * tell it about changes made by this very process, so nothing is served on its word.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class PurgeLogFile
{
    /** The log is replaced under the lock; who waited for the old file opens again. More often than this is no race. */
    private const TRIES = 100;

    public function __construct(private readonly string $path, private readonly Files $files) {}

    /** Without a lock; null when there is no usable log. */
    public function open(): ?OpenLog
    {
        $handle = @fopen($this->path, 'r+b');

        return $handle === false ? null : $this->opened($handle);
    }

    /** Under the shared lock: nothing is appended or replaced until it is closed. Null when there is no usable log. */
    public function shared(): ?OpenLog
    {
        for ($try = 0; $try < self::TRIES; $try++) {
            $handle = @fopen($this->path, 'r+b');
            if ($handle === false) {
                return null;
            }
            if ($this->files->lock($handle, LOCK_SH) && $this->is_current($handle)) {
                return $this->opened($handle);
            }
            fclose($handle);
        }

        return null;
    }

    /**
     * Under the exclusive lock, with every line whole. A log that is missing or unusable begins again, in a new epoch.
     *
     * @throws UnableToReachStore
     */
    public function exclusive(): OpenLog
    {
        for ($try = 0; $try < self::TRIES; $try++) {
            $handle = $this->locked();
            if ($handle === null) {
                continue;
            }
            $log = $this->opened($handle);
            if ($log === null) {
                $this->replace(new LogHead($this->files->id(16), 0), '');
                continue;
            }
            if ($log->is_torn()) {
                // Closes the torn line; its check fails, so that readers take it for a purge of everything.
                $log->append("\n");
            }

            return $log;
        }
        throw UnableToReachStore::at($this->path, 'it is replaced again and again');
    }

    /**
     * Takes the log away, which needs no lock: nothing that is stored is served until a new epoch begins.
     *
     * @return bool whether that could be done
     */
    public function abandon(): bool
    {
        return @unlink($this->path);
    }

    /**
     * Puts another log in place; needs the exclusive lock on the one that stands there.
     *
     * @throws UnableToReachStore
     */
    public function replace(LogHead $head, string $lines): void
    {
        $temporary = $this->path . '.' . $this->files->id(6) . '.tmp';
        if (!$this->files->write_new($temporary, $head->text() . $lines)) {
            throw UnableToReachStore::at($this->path, 'the disk is full or read-only');
        }
        if (!@rename($temporary, $this->path)) {
            @unlink($temporary);
            throw UnableToReachStore::at($this->path, 'it cannot be replaced');
        }
    }

    /**
     * @return resource|null null when the file was replaced while we waited
     *
     * @throws UnableToReachStore
     */
    private function locked()
    {
        if (!Files::make_folder(dirname($this->path))) {
            throw UnableToReachStore::at($this->path, 'its folder cannot be made');
        }
        $handle = @fopen($this->path, 'c+b');
        if ($handle === false) {
            throw UnableToReachStore::at($this->path, 'it cannot be opened');
        }
        Files::hand_over($this->path);
        if (!$this->files->lock($handle, LOCK_EX)) {
            fclose($handle);
            throw UnableToReachStore::at($this->path, 'it cannot be locked');
        }
        if ($this->is_current($handle)) {
            return $handle;
        }
        fclose($handle);

        return null;
    }

    /** @param resource $handle */
    private function opened($handle): ?OpenLog
    {
        $bytes = @fread($handle, LogHead::LENGTH);
        $head = $bytes === false ? null : LogHead::parse($bytes);
        if ($head === null) {
            // An unusable log must keep its lock until exclusive() has replaced it: PHP closes it with the variable.
            return null;
        }

        return new OpenLog($head, $handle, $this->files);
    }

    /** @param resource $handle */
    private function is_current($handle): bool
    {
        clearstatcache(true, $this->path);
        $there = @stat($this->path);
        $here = fstat($handle);

        return $there !== false && $here !== false && $there['ino'] === $here['ino'] && $there['dev'] === $here['dev'];
    }
}
