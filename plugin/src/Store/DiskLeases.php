<?php

/**
 * Leases as locked files: lease/SITE/KEY.lock, held with flock(). The kernel takes the lock back from a process that
 * dies, however it dies; for one that hangs, the time at which it took the lease stands in the file's mtime. One that was
 * given back has a byte in it and stays, a minute or so: unlink() makes PHP forget every path that it knows
 * (php_clear_stat_cache()), and the next page of the process would look up a thousand of them anew.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class DiskLeases implements Leases
{
    /** A file that was deleted between open() and flock() is opened again; more often than this is no race. */
    private const TRIES = 5;

    /** In a file that nobody holds any more. */
    private const GIVEN_BACK = '.';

    /** The lock under which a lease is taken over; its mtime says when the folder was tidied. */
    private const GUARD = 'guard';

    /** Seconds between two times at which the files of leases that were given back are deleted. */
    private const TIDIED_EVERY = 60;

    private readonly LeaseNotes $notes;

    private readonly string $folder;

    /** @var array<string, array{resource, int}> open files of the leases that this process holds, and since when, by id */
    private array $held = [];

    private int $taken = 0;

    /** @param string $dir the cache folder of the installation */
    public function __construct(string $dir, string $site)
    {
        $this->folder = "{$dir}/lease/{$site}";
        $this->notes = new LeaseNotes("{$dir}/lease/{$site}.notes");
    }

    public function take(string $key, int $now): ?Lease
    {
        for ($try = 0; $try < self::TRIES; $try++) {
            $handle = $this->open($this->path($key), 'c+b');
            if ($handle === null) {
                return new Lease($key, '');
            }
            if (!@flock($handle, LOCK_EX | LOCK_NB, $isHeld)) {
                fclose($handle);

                // A file system without locks keeps no leases.
                return $isHeld === 1 ? $this->take_over($key, $now) : new Lease($key, '');
            }
            $file = self::file_of($handle, $this->path($key));
            if ($file !== null) {
                return match (true) {
                    $file['size'] > 0 => $this->take_back($key, $handle, $now),
                    Lease::is_over($file['mtime'], $now) => $this->claim($key, $handle, $now),
                    default => $this->hold($key, $handle, $now),
                };
            }
            fclose($handle);
        }

        return null;
    }

    public function release(Lease $lease): void
    {
        [$handle, $now] = $this->held[$lease->id] ?? [null, 0];
        if ($handle === null) {
            return;
        }
        unset($this->held[$lease->id]);
        // Into the open file: by its name it may be somebody else's by now.
        @fwrite($handle, self::GIVEN_BACK);
        fclose($handle);
        $this->tidy($now);
    }

    public function note(string $key, LeaseNote $note): bool
    {
        return $this->notes->write($key, $note);
    }

    public function noted(string $key): ?LeaseNote
    {
        return $this->notes->read($key);
    }

    /** Deletes the files of renderers that died, and those of leases that were given back. Run by the sweep, too. */
    public static function sweep(string $dir, string $site, int $now): void
    {
        self::sweep_folder("{$dir}/lease/{$site}", $now);
    }

    private static function sweep_folder(string $folder, int $now): void
    {
        Files::each($folder, static function (string $name) use ($folder, $now): bool {
            // For writing: NFS locks it for nobody else.
            $handle = $name === self::GUARD ? false : @fopen("{$folder}/{$name}", 'r+b');
            $file = $handle !== false && @flock($handle, LOCK_EX | LOCK_NB) ? fstat($handle) : false;
            if ($file !== false && ($file['size'] > 0 || Lease::is_over($file['mtime'], $now))) {
                @unlink("{$folder}/{$name}");
            }

            return true;
        });
    }

    /** By whoever gives a lease back, when it was not done for a while: a site without cron has as few of them. */
    private function tidy(int $now): void
    {
        $guard = "{$this->folder}/" . self::GUARD;
        if (abs($now - (int) @filemtime($guard)) > self::TIDIED_EVERY && @touch($guard, $now)) {
            self::sweep_folder($this->folder, $now);
        }
    }

    /**
     * The file is locked by somebody who took it too long ago: another file in its place. Under a lock of its own, so
     * that of all who see that only one takes over.
     */
    private function take_over(string $key, int $now): ?Lease
    {
        $path = $this->path($key);
        if (!self::is_hung($path, $now)) {
            return null;
        }

        return $this->guarded(function () use ($key, $path, $now): ?Lease {
            if (self::is_hung($path, $now) ? !@unlink($path) : file_exists($path)) {
                return null;
            }
            $handle = @fopen($path, 'x+b');

            return $handle !== false && @flock($handle, LOCK_EX | LOCK_NB) ? $this->hold($key, $handle, $now) : null;
        });
    }

    /**
     * A file that a dead process left is locked by us now. Until its time is of today, somebody else may take us for
     * hung and put another in its place.
     *
     * @param resource $handle
     */
    private function claim(string $key, $handle, int $now): ?Lease
    {
        return $this->guarded(
            fn(): ?Lease => self::file_of($handle, $this->path($key)) === null ? null : $this->hold($key, $handle, $now),
        );
    }

    /** Whether who holds the lock of a file took it too long ago. One with a byte in it is being taken this moment. */
    private static function is_hung(string $path, int $now): bool
    {
        clearstatcache(true, $path);
        $file = @stat($path);

        return $file !== false && $file['size'] === 0 && Lease::is_over($file['mtime'], $now);
    }

    /**
     * A file that was given back is locked by us now. Its time is of today before its byte goes: without both, whoever looks
     * takes us for hung.
     *
     * @param resource $handle
     */
    private function take_back(string $key, $handle, int $now): Lease
    {
        @touch($this->path($key), $now);
        @ftruncate($handle, 0);

        return $this->hold($key, $handle, $now);
    }

    /** @param \Closure(): ?Lease $work */
    private function guarded(\Closure $work): ?Lease
    {
        $guard = $this->open("{$this->folder}/" . self::GUARD, 'c+b');
        $lease = $guard !== null && @flock($guard, LOCK_EX | LOCK_NB) ? $work() : null;
        if ($guard !== null) {
            fclose($guard);
        }

        return $lease;
    }

    /** @param resource $handle locked */
    private function hold(string $key, $handle, int $now): Lease
    {
        @touch($this->path($key), $now);
        $id = 'l' . ++$this->taken;
        $this->held[$id] = [$handle, $now];

        return new Lease($key, $id);
    }

    /** @return resource|null */
    private function open(string $path, string $mode)
    {
        $handle = @fopen($path, $mode);
        if ($handle === false && Files::make_folder($this->folder)) {
            $handle = @fopen($path, $mode);
        }

        return $handle === false ? null : $handle;
    }

    /**
     * The state of an open file; null when another file, or none, stands under its name.
     *
     * @param resource $handle
     *
     * @return array{size: int, mtime: int}|null
     */
    private static function file_of($handle, string $path): ?array
    {
        clearstatcache(true, $path);
        $there = @stat($path);
        $here = fstat($handle);
        $isSame = $there !== false && $here !== false && $there['ino'] === $here['ino'] && $there['dev'] === $here['dev'];

        return $isSame ? $here : null;
    }

    private function path(string $key): string
    {
        return "{$this->folder}/{$key}.lock";
    }
}
