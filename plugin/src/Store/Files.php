<?php

/**
 * Writing to disk with its ways to fail: short writes, full disks, missing folders. Nothing here warns; every failure
 * is a return value. `$write` is fwrite() except where a test takes the disk away.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class Files
{
    private const FILE_MODE = 0640;
    private const FOLDER_MODE = 0750;
    private const LOCK_TRIES = 20;
    /** Microseconds. */
    private const LOCK_PAUSE = 5_000;

    /**
     * @param \Closure(resource, string): (int|false) $write
     * @param \Closure(int): string $random that many random bytes
     * @param (\Closure(resource, int<0, 7>): bool)|null $lock flock() unless a test refuses it
     */
    public function __construct(
        private readonly \Closure $write,
        private readonly \Closure $random,
        private readonly ?\Closure $lock = null,
    ) {}

    public static function of_system(): self
    {
        return new self(
            static fn($handle, string $bytes): int|false => @fwrite($handle, $bytes),
            static fn(int $length): string => random_bytes(max(1, $length)),
        );
    }

    /** An id that nobody else has: hex digits of that many random bytes. */
    public function id(int $bytes): string
    {
        return bin2hex(($this->random)($bytes));
    }

    /**
     * Whether all bytes are in the file now; a short write is a failure.
     *
     * @param resource $handle
     */
    public function write_all($handle, string $bytes): bool
    {
        return ($this->write)($handle, $bytes) === strlen($bytes);
    }

    /** Writes a new file, if there is none of that name; removed again when it would be short. */
    public function write_new(string $path, string $bytes): bool
    {
        $handle = @fopen($path, 'xb');
        if ($handle === false) {
            return false;
        }
        self::hand_over($path);
        $done = @chmod($path, self::FILE_MODE) && $this->write_all($handle, $bytes);
        // close() can be the first to report a full disk, on file systems that allocate late.
        $done = fclose($handle) && $done;
        if (!$done) {
            @unlink($path);
        }

        return $done;
    }

    /**
     * Waits for a lock. Some file systems (network, PHP-WASM) refuse one that they would give a moment later.
     *
     * @param resource $handle
     * @param int<0, 7> $operation of flock()
     */
    public function lock($handle, int $operation): bool
    {
        for ($try = 1; !$this->try_lock($handle, $operation); $try++) {
            if ($try === self::LOCK_TRIES) {
                return false;
            }
            usleep(self::LOCK_PAUSE);
        }

        return true;
    }

    /**
     * @param resource $handle
     * @param int<0, 7> $operation
     */
    private function try_lock($handle, int $operation): bool
    {
        return $this->lock === null ? @flock($handle, $operation) : ($this->lock)($handle, $operation);
    }

    /**
     * What root makes at a command line goes to who owns the folder: cron and WP-CLI run as root on many servers, and the web
     * server could neither read nor purge what they leave. Never through a link, which somebody may have put there meanwhile.
     */
    public static function hand_over(string $path): void
    {
        // A web server that runs as root itself needs nothing to be given to anybody.
        $isPossible = PHP_SAPI === 'cli' && function_exists('posix_geteuid') && function_exists('lchown') && function_exists('lchgrp');
        $made = $isPossible && posix_geteuid() === 0 ? @lstat($path) : false;
        $folder = $made === false ? false : @stat(dirname($path));
        // What is somebody's already stays so.
        if ($made !== false && $folder !== false && $made['uid'] === 0) {
            @lchown($path, $folder['uid']);
            @lchgrp($path, $folder['gid']);
            // PHP goes on telling whose it was.
            clearstatcache();
        }
    }

    /** Whether the folder exists now. */
    public static function make_folder(string $path): bool
    {
        return is_dir($path) || (self::make_folder(dirname($path)) && self::make_subfolder(dirname($path), basename($path)));
    }

    /** Makes a folder one level deep only: a parent that was removed under a fill does not come back. */
    public static function make_subfolder(string $folder, string $name): bool
    {
        $path = $folder . '/' . $name;
        $isMade = !is_dir($path) && @mkdir($path, self::FOLDER_MODE);
        if ($isMade) {
            self::hand_over($path);
        }

        return $isMade || is_dir($path);
    }

    /** Deletes a file or folder with everything below it; follows no link. May be cut off anywhere. */
    public static function delete_folder(string $folder): void
    {
        if (is_link($folder) || !is_dir($folder)) {
            @unlink($folder);

            return;
        }
        self::each($folder, static function (string $name) use ($folder): bool {
            self::delete_folder($folder . '/' . $name);

            return true;
        });
        @rmdir($folder);
    }

    /**
     * Calls back with every name in a folder; false when the folder cannot be read, or a call said false.
     *
     * @param \Closure(string): bool $visit
     */
    public static function each(string $folder, \Closure $visit): bool
    {
        $entries = @opendir($folder);
        if ($entries === false) {
            return !file_exists($folder);
        }
        $all = true;
        while (($name = readdir($entries)) !== false) {
            if ($name !== '.' && $name !== '..') {
                $all = $visit($name) && $all;
            }
        }
        closedir($entries);

        return $all;
    }
}
