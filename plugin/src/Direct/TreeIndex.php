<?php

/**
 * The index of a tree: a line per link, written before the link is made, so that there is never a link that a purge could
 * not find. Lines are only appended; the sweep writes it anew. Everything here needs the lock of the tree.
 */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\Store\Files;

final class TreeIndex
{
    /** Not served and not run: the folder may lie below the document root. */
    private const GUARD = "<?php exit; ?>\n";

    /** Above this, looking something up takes longer than throwing the tree away. */
    private const MAX_BYTES = 67_108_864;

    public function __construct(private readonly string $path, private readonly Files $files) {}

    public function create(): bool
    {
        return $this->files->write_new($this->path, self::GUARD);
    }

    /** False when the lines may not all be there: whoever asked must not trust the tree any more. */
    public function append(TreeLine ...$lines): bool
    {
        $handle = @fopen($this->path, 'r+b');
        if ($handle === false) {
            return false;
        }
        $isWhole = fseek($handle, -1, SEEK_END) === 0 && fgetc($handle) === "\n";
        fseek($handle, 0, SEEK_END);
        $text = implode('', array_map(static fn(TreeLine $line): string => $line->text(), $lines));
        $done = $isWhole && $this->files->write_all($handle, $text);

        return fclose($handle) && $done;
    }

    /**
     * Names of the links whose pages carry one of these tags, perhaps of some more; null when there are more than a limit,
     * or the index cannot be read.
     *
     * @param list<string> $hashes
     *
     * @return list<string>|null
     */
    public function names(array $hashes, int $limit): ?array
    {
        $text = $this->text();
        if ($text === null) {
            return null;
        }
        $names = [];
        foreach ($hashes as $hash) {
            for ($at = strpos($text, $hash); $at !== false; $at = strpos($text, $hash, $end)) {
                $start = (int) strrpos($text, "\n", $at - strlen($text)) + 1;
                $end = strpos($text, "\n", $at);
                $end = $end === false ? strlen($text) : $end;
                $names[substr($text, $start, strcspn($text, "\t", $start, $end - $start))] = true;
                if (count($names) > $limit) {
                    return null;
                }
            }
        }

        return array_map(strval(...), array_keys($names));
    }

    /** @return array<array-key, TreeLine>|null the last line of each name; null when the index cannot be read */
    public function lines(): ?array
    {
        $text = $this->text();
        if ($text === null) {
            return null;
        }
        $lines = [];
        foreach (explode("\n", substr($text, strlen(self::GUARD))) as $line) {
            $parsed = $line === '' ? null : TreeLine::parse($line);
            if ($parsed !== null) {
                $lines[$parsed->name] = $parsed;
            }
        }

        return $lines;
    }

    /** @param array<array-key, TreeLine> $lines */
    public function replace(array $lines): bool
    {
        $temporary = "{$this->path}.{$this->files->id(6)}.tmp";
        $text = self::GUARD . implode('', array_map(static fn(TreeLine $line): string => $line->text(), $lines));
        $done = $this->files->write_new($temporary, $text) && @rename($temporary, $this->path);
        if (!$done) {
            @unlink($temporary);
        }

        return $done;
    }

    private function text(): ?string
    {
        clearstatcache(true, $this->path);
        $bytes = @filesize($this->path);
        $text = $bytes === false || $bytes > self::MAX_BYTES ? false : @file_get_contents($this->path);

        return $text === false || !str_starts_with($text, self::GUARD) || !str_ends_with($text, "\n") ? null : $text;
    }
}
