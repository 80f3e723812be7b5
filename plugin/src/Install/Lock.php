<?php

/**
 * One process at a time changes what is installed. Held on a file that is always there and never replaced (the
 * plugin's main file); it goes with the process, however that ends. Several web heads are kept apart by the
 * compare-and-swap of SettingsRepository, not by this.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

final class Lock
{
    private const TRIES = 100;
    private const PAUSE_MICROSECONDS = 50_000;

    /** @param resource $handle */
    private function __construct(private $handle) {}

    /** Waits for the lock; null where the file system has no locks, or when its holder hangs. */
    public static function wait_for(string $file): ?self
    {
        // NFS locks a file for nobody who opened it for reading alone; a plugin folder may be read-only.
        $handle = @fopen($file, 'r+');
        $handle = $handle === false ? @fopen($file, 'r') : $handle;
        if ($handle === false) {
            return null;
        }
        for ($try = 0; $try < self::TRIES; $try++) {
            if (@flock($handle, LOCK_EX | LOCK_NB, $isHeld)) {
                return new self($handle);
            }
            if ($isHeld !== 1) {
                break;
            }
            usleep(self::PAUSE_MICROSECONDS);
        }
        fclose($handle);

        return null;
    }

    public function release(): void
    {
        flock($this->handle, LOCK_UN);
        fclose($this->handle);
    }
}
