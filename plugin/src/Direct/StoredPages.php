<?php

/**
 * Links what the store has: after direct mode was switched on, and for pages that were not linked when they were rendered.
 * Ends after a few seconds; the next run goes on with what is still missing.
 */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\Store\Files;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageFile;
use DynamicCache\Store\Part;

final class StoredPages
{
    private const SECONDS = 20.0;

    /** @param \Closure(): float $clock seconds, for measuring */
    public function __construct(private readonly Placing $placing, private readonly \Closure $clock) {}

    /**
     * @param string $folder with the pages of the site
     * @param array<array-key, TreeLine> $linked by name
     *
     * @return int how many were linked
     */
    public function link(string $folder, array $linked, int $now): int
    {
        $until = ($this->clock)() + self::SECONDS;
        $count = 0;
        $visit = function (string $path) use ($linked, $now, $until, &$count): bool {
            if (str_ends_with($path, '.page') && ($this->clock)() < $until) {
                $count += $this->link_file($path, $linked, $now) ? 1 : 0;
            }

            return true;
        };
        Files::each($folder, static fn(string $epoch): bool => Files::each("{$folder}/{$epoch}", static fn(string $bucket): bool => Files::each(
            "{$folder}/{$epoch}/{$bucket}",
            static fn(string $file): bool => $visit("{$folder}/{$epoch}/{$bucket}/{$file}"),
        )));

        return $count;
    }

    /** @param array<array-key, TreeLine> $linked */
    private function link_file(string $path, array $linked, int $now): bool
    {
        $handle = @fopen($path, 'rb');
        if ($handle === false) {
            return false;
        }
        $head = PageFile::read($handle, Part::Head);
        $name = $head instanceof Page ? $this->placing->name($head) : Hindrance::Revision;
        $isLinked = false;
        if (is_string($name) && !isset($linked[$name]) && rewind($handle)) {
            $page = PageFile::read($handle, Part::Whole);
            // A file that was deleted or replaced since has no name any more: the log may have forgotten why.
            $isLinked = $page instanceof Page && $page->token !== null
                && $this->placing->place($page, $page->token, $now, static fn(): bool => (fstat($handle)['nlink'] ?? 0) > 0);
        }
        fclose($handle);

        return $isLinked;
    }
}
