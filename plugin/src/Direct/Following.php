<?php

/**
 * Takes the links away that the purge log speaks of. Everything here needs the lock of the tree. In doubt the whole tree
 * goes, by one rename.
 */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\Store\LogLine;
use DynamicCache\Store\OpenLog;
use DynamicCache\Store\RecordKind;
use DynamicCache\Store\TagHash;

final class Following
{
    /** More links than this are not looked for one by one: the tree is swapped, and what is still right linked again. */
    public const MOST_LINKS = 500;

    public function __construct(private readonly TreeFolder $folder) {}

    /** @return bool whether links were taken away */
    public function catch_up(?OpenLog $log): bool
    {
        $state = $this->folder->state();
        if ($state === null || $log === null || $state->epoch !== $log->head->epoch || $state->position < $log->head->base || $state->position > $log->end()) {
            return $this->swap();
        }
        $text = $log->text($state->position);
        // The rest of a line that is just being written is followed by whoever writes it.
        $text = substr($text, 0, (int) strrpos("\n{$text}", "\n"));
        if ($text === '') {
            return false;
        }
        $names = $this->named_by($text, $state->position);
        $isDone = $names !== null;
        foreach ($names ?? [] as $name) {
            $isDone = $this->folder->unlink($name) && $isDone;
        }
        if (!$isDone || !$this->folder->write_state($state->at($state->position + strlen($text)))) {
            return $this->swap();
        }

        return $names !== [];
    }

    /**
     * Takes every link out of reach.
     *
     * @return bool whether there was a tree
     */
    public function swap(): bool
    {
        $isThere = $this->folder->state() !== null;
        if (!$this->folder->swap()) {
            error_log('AI WP Dynamic Cache: direct mode: links cannot be removed; switch it off in the web server.');
        }

        return $isThere;
    }

    /** @return list<string>|null links that these records of the log speak of; null: too many, or nobody knows */
    private function named_by(string $text, int $position): ?array
    {
        $hashes = [];
        foreach (LogLine::parse($text, $position) as $record) {
            if ($record->kind === RecordKind::Unreadable) {
                return null;
            }
            $hashes += array_fill_keys($record->tags, true);
        }
        if (isset($hashes[TagHash::of('site')])) {
            return null;
        }

        return $this->folder->index()->names(array_map(strval(...), array_keys($hashes)), self::MOST_LINKS);
    }
}
