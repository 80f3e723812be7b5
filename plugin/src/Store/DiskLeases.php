<?php

/**
 * Leases as locked files: lease/SITE/KEY.lock, held with flock(). The kernel takes the lock back from a process that
 * dies, however it dies; for one that hangs, the time at which it took the lease stands in the file's mtime. A lease that
 * is given back leaves no file, so that there are as many as there are renders.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class DiskLeases implements Leases
{
    /** A file that was deleted between open() and flock() is opened again; more often than this is no race. */
    private const TRIES = 5;

    private readonly LeaseNotes $notes;

    private readonly string $folder;

    /** @var array<string, resource> open files of the leases that this process holds, by id */
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
            $takenAt = self::time_of($handle, $this->path($key));
            if ($takenAt !== null) {
                return Lease::is_over($takenAt, $now) ? $this->claim($key, $handle, $now) : $this->hold($key, $handle, $now);
            }
            fclose($handle);
        }

        return null;
    }

    public function release(Lease $lease): void
    {
        $handle = $this->held[$lease->id] ?? null;
        if ($handle === null) {
            return;
        }
        unset($this->held[$lease->id]);
        if (self::time_of($handle, $this->path($lease->key)) !== null) {
            @unlink($this->path($lease->key));
        }
        fclose($handle);
    }

    public function note(string $key, LeaseNote $note): bool
    {
        return $this->notes->write($key, $note);
    }

    public function noted(string $key): ?LeaseNote
    {
        return $this->notes->read($key);
    }

    /** Deletes the files of renderers that died. Run by the sweep. */
    public static function sweep(string $dir, string $site, int $now): void
    {
        $folder = "{$dir}/lease/{$site}";
        Files::each($folder, static function (string $name) use ($folder, $now): bool {
            $handle = @fopen("{$folder}/{$name}", 'rb');
            if ($handle !== false && @flock($handle, LOCK_EX | LOCK_NB) && Lease::is_over(fstat($handle)['mtime'] ?? $now, $now)) {
                @unlink("{$folder}/{$name}");
            }

            return true;
        });
    }

    /**
     * The file is locked by somebody who took it too long ago: another file in its place. Under a lock of its own, so
     * that of all who see that only one takes over.
     */
    private function take_over(string $key, int $now): ?Lease
    {
        $path = $this->path($key);
        clearstatcache(true, $path);
        if (!Lease::is_over((int) @filemtime($path), $now)) {
            return null;
        }

        return $this->guarded(function () use ($key, $path, $now): ?Lease {
            clearstatcache(true, $path);
            $takenAt = @filemtime($path);
            if ($takenAt !== false && (!Lease::is_over($takenAt, $now) || !@unlink($path))) {
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
            fn(): ?Lease => self::time_of($handle, $this->path($key)) === null ? null : $this->hold($key, $handle, $now),
        );
    }

    /** @param \Closure(): ?Lease $work */
    private function guarded(\Closure $work): ?Lease
    {
        $guard = $this->open("{$this->folder}/guard", 'c+b');
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
        $this->held[$id] = $handle;

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
     * When the lease of an open file was taken; null when another file, or none, stands under its name.
     *
     * @param resource $handle
     */
    private static function time_of($handle, string $path): ?int
    {
        clearstatcache(true, $path);
        $there = @stat($path);
        $here = fstat($handle);
        $isSame = $there !== false && $here !== false && $there['ino'] === $here['ino'] && $there['dev'] === $here['dev'];

        return $isSame ? $here['mtime'] : null;
    }

    private function path(string $key): string
    {
        return "{$this->folder}/{$key}.lock";
    }
}
