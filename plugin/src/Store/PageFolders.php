<?php

/** Where the pages of one site lie. A key is 64 hex digits; nothing else is ever part of a path. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class PageFolders
{
    public function __construct(public readonly string $root) {}

    public function epoch(string $epoch): string
    {
        return "{$this->root}/{$epoch}";
    }

    /** A folder that is gone was emptied by somebody: its epoch is over, whatever the log says. */
    public function has(string $epoch): bool
    {
        clearstatcache();

        return is_dir($this->epoch($epoch));
    }

    public function path(string $epoch, string $key): string
    {
        return self::path_in($this->epoch($epoch), $key);
    }

    /** @param string $folder of an epoch */
    public static function path_in(string $folder, string $key): string
    {
        return $folder . '/' . substr($key, 0, 2) . '/' . substr($key, 2) . '.page';
    }

    /** The name under which a page is written first. Its sequence tells the sweep when nobody will rename it any more. */
    public function temporary(Token $token, string $key, string $id): string
    {
        return $this->bucket($token->epoch, $key) . '/' . substr($key, 2) . ".{$token->sequence}.{$id}.tmp";
    }

    /** Makes the folder of a key, but not that of the epoch: when that one is gone, the page must not come back. */
    public function make(string $epoch, string $key): bool
    {
        return Files::make_subfolder($this->epoch($epoch), substr($key, 0, 2));
    }

    public function make_epoch(string $epoch): bool
    {
        return Files::make_folder($this->epoch($epoch));
    }

    private function bucket(string $epoch, string $key): string
    {
        return $this->epoch($epoch) . '/' . substr($key, 0, 2);
    }
}
