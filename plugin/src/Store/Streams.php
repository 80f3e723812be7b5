<?php

/**
 * The port by which a piece that many pages have is compressed once for all of them. Every adapter passes
 * plugin/tests/Store/StreamsTestCase.php. Nothing here ever throws: without streams every page is compressed as a whole,
 * to the same bytes. A stream belongs to its piece alone, so that no purge concerns it.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

interface Streams
{
    /** What was kept for exactly these bytes, unchanged; null when nothing is, or it cannot be read. */
    public function find(string $piece): ?string;

    /**
     * Some page has this piece, and nothing was found for it. From the second time on it may be found: many pieces are of
     * one page alone, or of one render, and shall not cost a file each. The number of those that are kept is bounded.
     *
     * @param string $stream what find() is to give for it
     */
    public function keep(string $piece, string $stream): void;
}
