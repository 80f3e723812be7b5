<?php

/**
 * Writes a file whole or not at all: a temporary file in the same folder, its bytes counted, then rename(), so that
 * a full disk or a killed process never leaves a short file under the real name.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Store\Files;

final class AtomicFile
{
    private const FILE_MODE = 0640;
    private const FOLDER_MODE = 0750;
    private const PARENT_MODE = 0755;

    /** @throws UnableToWriteFile */
    public static function write(string $path, string $bytes, int $mode = self::FILE_MODE): void
    {
        if (is_link($path)) {
            throw UnableToWriteFile::at($path, 'it is a symbolic link');
        }
        if (!self::is_writable(dirname($path))) {
            throw UnableToWriteFile::at($path, 'its folder cannot be written');
        }
        $temporary = $path . '.' . bin2hex(random_bytes(6)) . '.tmp';
        // Closed to others before the first byte: the text may be wp-config.php with its passwords.
        clearstatcache(true, $path);
        if (!@touch($temporary) || !@chmod($temporary, 0600)) {
            throw UnableToWriteFile::at($path, 'permission denied');
        }
        if (@file_put_contents($temporary, $bytes) !== strlen($bytes)) {
            @unlink($temporary);
            throw UnableToWriteFile::at($path, 'the disk is full');
        }
        Files::hand_over($temporary);
        // Later than the file that it replaces, even within one second or after the clock was set back: readers that
        // remember the time of a file (Engine\Express, the opcode cache) notice every change.
        $before = @filemtime($path);
        if ($before !== false && $before >= time()) {
            @touch($temporary, $before + 1);
        }
        if (!@chmod($temporary, $mode) || !@rename($temporary, $path)) {
            @unlink($temporary);
            throw UnableToWriteFile::at($path, 'it cannot be replaced');
        }
        self::forget_compiled($path);
    }

    /**
     * Makes a folder and its parents; a link in its place is refused, because what is written below would land elsewhere.
     *
     * @return list<string> the folders that were not there before, the deepest first
     *
     * @throws UnableToWriteFile
     */
    public static function make_folder(string $path): array
    {
        if (is_link($path)) {
            throw UnableToWriteFile::at($path, 'it is a symbolic link');
        }
        $made = [];
        for ($folder = $path; !file_exists($folder) && dirname($folder) !== $folder; $folder = dirname($folder)) {
            $made[] = $folder;
        }
        if ($made !== [] && !self::is_writable($folder)) {
            throw UnableToWriteFile::at($path, "{$folder} cannot be written");
        }
        // Parents are not ours: wp-content/cache has folders of other plugins, which the web server reads.
        foreach (array_reverse($made) as $folder) {
            @mkdir($folder, $folder === $path ? self::FOLDER_MODE : self::PARENT_MODE);
            Files::hand_over($folder);
        }
        if (!is_dir($path) || !self::is_writable($path)) {
            throw UnableToWriteFile::at($path, 'it is no folder that can be written');
        }

        return $made;
    }

    /** @throws UnableToWriteFile */
    public static function delete(string $path): void
    {
        if (file_exists($path) && !@unlink($path)) {
            throw UnableToWriteFile::at($path, 'it cannot be deleted');
        }
        self::forget_compiled($path);
    }

    /** Write permission as its owner meant it: for root, is_writable() says yes to a read-only file. */
    public static function is_writable(string $path): bool
    {
        clearstatcache(true, $path);
        $mode = @fileperms($path);

        return is_writable($path) && $mode !== false && ($mode & 0222) !== 0;
    }

    /** With opcache.validate_timestamps=0 PHP would run the old text for ever. */
    private static function forget_compiled(string $path): void
    {
        clearstatcache(true, $path);
        if (function_exists('opcache_invalidate')) {
            @opcache_invalidate($path, true);
        }
    }
}
