<?php

/**
 * The count log of one site on this disk: the file that grows now, and those set aside to be folded. A name is taken
 * once only, so that the totals can say by it what is in them.
 */

declare(strict_types=1);

namespace DynamicCache\Stats;

use DynamicCache\Engine\CountLog;
use DynamicCache\Engine\CountRecord;
use DynamicCache\Install\Folder;

final class LogFiles
{
    private readonly CountLog $log;

    /**
     * @param string $dir the cache folder
     * @param string $site blog id
     * @param \Closure(): string $id never the same twice, hex digits
     */
    public function __construct(string $dir, private readonly string $site, private readonly \Closure $id)
    {
        $this->log = new CountLog($dir, $site);
    }

    /** Requests from now on go to a new file. A process that opened the old one before may still write into it. */
    public function set_aside(): void
    {
        @rename($this->log->path, $this->path("{$this->site}-" . ($this->id)()));
    }

    /** @return array<string, int> size by name, of the files set aside */
    public function aside(): array
    {
        clearstatcache();
        $sizes = [];
        foreach (Folder::matching(dirname($this->log->path) . "/{$this->site}-*.php") as $path) {
            $size = @filesize($path);
            if ($size !== false) {
                $sizes[basename($path, '.php')] = $size;
            }
        }

        return $sizes;
    }

    /** Bytes in the file that grows now. */
    public function growing_bytes(): int
    {
        clearstatcache(true, $this->log->path);
        $size = is_file($this->log->path) ? filesize($this->log->path) : 0;

        return $size === false ? 0 : $size;
    }

    /**
     * Calls back with each record behind a position. What is no record is passed over.
     *
     * @param \Closure(CountRecord): void $visit
     *
     * @return int the position behind the last whole line
     */
    public function read(string $name, int $from, \Closure $visit): int
    {
        $handle = @fopen($this->path($name), 'rb');
        if ($handle === false || fseek($handle, $from) !== 0) {
            return $from;
        }
        $end = $from;
        while (($line = fgets($handle)) !== false && str_ends_with($line, "\n")) {
            $end += strlen($line);
            $record = CountRecord::parse(rtrim($line, "\n"));
            if ($record !== null) {
                $visit($record);
            }
        }
        fclose($handle);

        return $end;
    }

    /** Seconds since the last write. */
    public function age(string $name, int $now): int
    {
        $path = $this->path($name);
        clearstatcache(true, $path);
        $changed = @filemtime($path);

        return $changed === false ? 0 : $now - $changed;
    }

    public function delete(string $name): bool
    {
        return @unlink($this->path($name));
    }

    private function path(string $name): string
    {
        return dirname($this->log->path) . "/{$name}.php";
    }
}
