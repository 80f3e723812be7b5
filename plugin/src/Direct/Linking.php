<?php

/** Links a page under both locks, if the purge log lets it be served at this moment. */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\Store\OpenLog;
use DynamicCache\Store\PurgeLogFile;

final class Linking
{
    public function __construct(
        private readonly TreeFolder $folder,
        private readonly Following $following,
        private readonly PurgeLogFile $log,
    ) {}

    /** Writes the line, makes the link, and looks once more whether the log still says the same. */
    public function link(OpenLog $log, TreeLine $line, int $now): bool
    {
        if (!$this->is_right($log, $line, $now)) {
            return false;
        }
        $end = $log->end();
        if (!$this->folder->index()->append($line)) {
            $this->following->swap();

            return false;
        }
        if (!$this->folder->link($line)) {
            return false;
        }
        // Where locks do not hold (some network file systems), or the log was taken away because nobody could write to it.
        $again = $this->log->open();
        if ($again !== null && $again->head->epoch === $log->head->epoch && $again->end() === $end) {
            return true;
        }
        if (!$this->folder->unlink($line->name)) {
            $this->following->swap();
        }

        return false;
    }

    /** By the same rule as a hit of the store, and not past its time. */
    private function is_right(OpenLog $log, TreeLine $line, int $now): bool
    {
        $history = $log->history(max($line->position, $log->head->base));
        $hashes = $line->hashes();

        return $line->expiresAt > $now && $history->verdict($hashes, $line->position, $now) === null
            && $history->expiry($hashes, $line->position) === null;
    }
}
