<?php

/**
 * The files of one site's direct mode. `tree/` holds index, state and `pages/`, so that one rename takes all of it out of
 * reach; `bodies/` what the links point to; `open/` the names under which the web server looks, each of them a symbolic
 * link to the pages; `old-*` trees that are being deleted. Knows how, not when: that is LinkTree's part.
 */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\Store\Body;
use DynamicCache\Store\Files;

final class TreeFolder
{
    /** The web server may be another user than PHP; what lies here is what it sends to everybody. */
    private const FILE_MODE = 0644;
    private const FOLDER_MODE = 0755;

    public function __construct(public readonly string $path, private readonly Files $files) {}

    public function exists(): bool
    {
        return is_dir($this->path);
    }

    /** Takes the folder away, and the one with all sites when this was the last. */
    public function remove(): void
    {
        Files::delete_folder($this->path);
        $root = dirname($this->path);
        if (array_diff(self::names($root), ['.htaccess']) === []) {
            @unlink("{$root}/.htaccess");
            @rmdir($root);
        }
    }

    /** Whether the names under which the web server looks are older than a time; marks that somebody asked. */
    public function is_late(int $since): bool
    {
        $path = "{$this->path}/open";
        clearstatcache(true, $path);
        $made = @filemtime($path);

        return $made !== false && $made < $since && @touch($path);
    }

    public function make(): bool
    {
        return self::folder($this->path) && self::folder("{$this->path}/bodies") && self::folder("{$this->path}/open");
    }

    /** @return resource|null the lock of the tree, held until it is closed */
    public function lock()
    {
        $handle = @fopen("{$this->path}/lock", 'cb');
        if ($handle !== false && $this->files->lock($handle, LOCK_EX)) {
            return $handle;
        }
        if ($handle !== false) {
            fclose($handle);
        }

        return null;
    }

    public function index(string $tree = 'tree'): TreeIndex
    {
        return new TreeIndex("{$this->path}/{$tree}/index.php", $this->files);
    }

    public function state(string $tree = 'tree'): ?TreeState
    {
        $text = @file_get_contents("{$this->path}/{$tree}/state.php");

        return $text === false ? null : TreeState::parse($text);
    }

    public function write_state(TreeState $state, string $tree = 'tree'): bool
    {
        $path = "{$this->path}/{$tree}/state.php";
        $temporary = "{$path}.{$this->files->id(6)}.tmp";

        return $this->files->write_new($temporary, $state->text()) && @rename($temporary, $path);
    }

    /** A new, empty tree; there must be none. */
    public function begin(TreeState $state): bool
    {
        $new = 'old-' . $this->files->id(8);

        return $this->make() && self::folder("{$this->path}/{$new}") && self::folder("{$this->path}/{$new}/pages")
            && $this->index($new)->create() && $this->write_state($state, $new)
            && @rename("{$this->path}/{$new}", "{$this->path}/tree");
    }

    /**
     * Takes every link out of reach, by one rename; where that fails, the names under which the web server looks go.
     *
     * @return bool whether nothing of it can be reached any more
     */
    public function swap(): bool
    {
        $tree = "{$this->path}/tree";
        if (@rename($tree, "{$this->path}/old-{$this->files->id(8)}") || !file_exists($tree)) {
            return true;
        }
        $this->close();
        Files::delete_folder($tree);

        clearstatcache();

        return @stat($tree) === false || self::names("{$this->path}/open") === [];
    }

    /** @return list<string> trees that were swapped away */
    public function old(): array
    {
        return array_values(array_filter(self::names($this->path), static fn(string $name): bool => str_starts_with($name, 'old-')));
    }

    public function delete(string $tree): void
    {
        Files::delete_folder("{$this->path}/{$tree}");
    }

    /**
     * Writes both representations of a body under a new id; null when they are not whole on the disk.
     *
     * The time of the files stands for their content: web servers make the ETag out of time and length, and two versions
     * of a page can have the same length within one second.
     */
    public function add_body(Body $body): ?string
    {
        $id = $this->files->id(8);
        $path = $this->body($id);
        $time = 1_000_000_000 + (int) hexdec(substr($body->digest, 0, 7));
        if (!$this->make() || !self::folder(dirname($path))) {
            return null;
        }
        $done = true;
        foreach (['' => $body->identity, '.gz' => $body->gzip] as $suffix => $bytes) {
            $done = $done && $bytes !== '' && $this->files->write_new($path . $suffix, $bytes)
                && @chmod($path . $suffix, self::FILE_MODE) && @touch($path . $suffix, $time);
        }
        if (!$done) {
            $this->delete_body($id);
        }

        return $done ? $id : null;
    }

    public function delete_body(string $id): void
    {
        @unlink($this->body($id));
        @unlink($this->body($id) . '.gz');
    }

    /**
     * Deletes bodies that no line names and that are older than a time: nobody is about to link them any more.
     *
     * @param array<array-key, true> $used ids
     */
    public function sweep_bodies(array $used, int $before): void
    {
        foreach (self::names("{$this->path}/bodies") as $bucket) {
            foreach (self::names("{$this->path}/bodies/{$bucket}") as $file) {
                $path = "{$this->path}/bodies/{$bucket}/{$file}";
                $changed = @filectime($path);
                if (!isset($used[explode('.', $file)[0]]) && $changed !== false && $changed < $before) {
                    @unlink($path);
                }
            }
        }
    }

    /** Hard links to both representations under the name of a page; the identity body is what makes it reachable. */
    public function link(TreeLine $line): bool
    {
        $path = $this->page($line->name);
        $temporary = dirname($path) . '/' . $this->files->id(8) . '.tmp';
        if (!self::folder(dirname($path))) {
            return false;
        }
        // First the one that the web server only looks for beside the other.
        foreach (['.gz', ''] as $suffix) {
            if (!@link($this->body($line->body) . $suffix, $temporary) || !@rename($temporary, $path . $suffix)) {
                @unlink($temporary);
                $this->unlink($line->name);

                return false;
            }
            // Two names of one file: rename() does nothing then, by POSIX.
            @unlink($temporary);
        }

        return true;
    }

    /** Whether the page cannot be reached any more. */
    public function unlink(string $name): bool
    {
        $path = $this->page($name);
        foreach (['', '.gz'] as $suffix) {
            if (!@unlink($path . $suffix)) {
                clearstatcache(true, $path . $suffix);
                if (file_exists($path . $suffix)) {
                    return false;
                }
            }
        }

        return true;
    }

    /** Whether the link is there, and leads to this body: another render may have been cut off behind its line. */
    public function is_linked(TreeLine $line): bool
    {
        clearstatcache();
        $inode = @fileinode($this->page($line->name));

        return $inode !== false && $inode === @fileinode($this->body($line->body));
    }

    /**
     * Lets the web server look under these names, and under no other.
     *
     * @param list<string> $names
     */
    public function open(array $names): bool
    {
        $done = $this->make();
        foreach (array_diff(self::names("{$this->path}/open"), $names) as $name) {
            @unlink("{$this->path}/open/{$name}");
        }
        foreach ($names as $name) {
            $link = "{$this->path}/open/{$name}";
            $done = (is_link($link) || @symlink('../tree/pages', $link)) && $done;
        }
        @touch("{$this->path}/open");

        return $done;
    }

    public function close(): void
    {
        $this->open([]);
    }

    private function page(string $name): string
    {
        return "{$this->path}/tree/pages/{$name}";
    }

    private function body(string $id): string
    {
        return "{$this->path}/bodies/" . substr($id, 0, 2) . "/{$id}.html";
    }

    /** Like Files::make_folder(), but readable by the web server, whatever the umask. */
    private static function folder(string $path): bool
    {
        if (is_dir($path)) {
            return true;
        }
        $made = [];
        for ($folder = $path; !file_exists($folder) && dirname($folder) !== $folder; $folder = dirname($folder)) {
            $made[] = $folder;
        }
        foreach (array_reverse($made) as $folder) {
            if (@mkdir($folder, self::FOLDER_MODE)) {
                Files::hand_over($folder);
                @chmod($folder, self::FOLDER_MODE);
            }
        }

        return is_dir($path);
    }

    /** @return list<string> */
    private static function names(string $folder): array
    {
        $names = @scandir($folder);

        return $names === false ? [] : array_values(array_diff($names, ['.', '..']));
    }
}
