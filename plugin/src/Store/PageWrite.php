<?php

/**
 * A page file on its way to its place. One in the place of another is written under a name of its own and renamed. That
 * makes PHP forget every path that it knows (php_clear_stat_cache()), and the next page of the process look up a thousand
 * of them anew: so where nothing lies yet, it is written under its name at once. Until it is whole it is no page to any
 * reader, who checks the length and the checksums of what is there (PageFile, ReadyPage).
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class PageWrite
{
    private bool $isWritten = false;

    public function __construct(
        private readonly Files $files,
        private readonly string $path,
        private readonly string $temporary,
        private readonly string $bytes,
    ) {}

    /** What can be done before the file may appear; false: the disk is full or read-only. */
    public function prepare(): bool
    {
        return !is_file($this->path) || $this->write_aside();
    }

    /** Whether it lies in its place, whole. */
    public function finish(): bool
    {
        if (!$this->isWritten && $this->files->write_new($this->path, $this->bytes)) {
            return true;
        }
        // Somebody else may have put one there in the meantime.
        $done = ($this->isWritten || (is_file($this->path) && $this->write_aside())) && @rename($this->temporary, $this->path);
        if (!$done) {
            $this->drop();
        }

        return $done;
    }

    /** It is not wanted any more. */
    public function drop(): void
    {
        if ($this->isWritten) {
            @unlink($this->temporary);
        }
    }

    private function write_aside(): bool
    {
        return $this->isWritten = $this->files->write_new($this->temporary, $this->bytes);
    }
}
