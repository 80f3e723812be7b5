<?php

/**
 * What the current request touched, each subject with its state before the first touch. Read at the flush, when the
 * last write of a REST save (terms, meta, template come after `save_post`) is done.
 */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Tags\RareFacet;

final class Journal
{
    /** So many of the latest entries outlive a flush in the middle of a request: their write may be still to come. */
    private const KEPT = 50;

    /** @var array<string, Change> */
    private array $changes = [];

    private string $cause = '';

    /**
     * Remembers a subject once.
     *
     * @param callable(): ?Change $change made only when the subject is new; null: not worth remembering
     */
    public function record(string $subject, callable $change): void
    {
        if (!isset($this->changes[$subject])) {
            $made = $change();
            if ($made !== null) {
                $this->changes[$subject] = $made;
            }
        }
    }

    /** Remembers a subject that was not there before, whatever was remembered of it while it was being made. */
    public function record_new(string $subject, Change $change): void
    {
        $this->changes[$subject] = $change;
    }

    public function size(): int
    {
        return count($this->changes);
    }

    /**
     * Everything that differs; and forgets it.
     *
     * @param bool $goesOn the request goes on: what a write may still follow for stays, with its state of now
     */
    public function settle(bool $goesOn): Settled
    {
        $changes = $this->changes;
        $this->changes = [];
        $this->cause = '';
        $inUse = $changes === [] ? [] : RareFacet::in_use();
        $tags = [];
        $loose = [];
        $moves = [];
        $causes = [];
        foreach ($changes as $change) {
            $found = $change->tags($inUse);
            if ($found !== []) {
                $tags += array_fill_keys($found, true);
                $causes[$change->cause()] = true;
            }
            if ($change instanceof ListChange) {
                array_push($moves, ...$change->moves($inUse));
            } else {
                $loose += array_fill_keys($found, true);
            }
        }
        if ($goesOn) {
            $latest = array_slice($changes, -self::KEPT, null, true);
            $this->changes = array_filter(array_map(static fn(Change $change): ?Change => $change->from_now(), $latest));
        }
        $this->cause = self::in_words(array_keys($causes));

        return new Settled(array_map(strval(...), array_keys($tags)), $moves, array_map(strval(...), array_keys($loose)));
    }

    /** Of the last settlement. */
    public function cause(): string
    {
        return $this->cause;
    }

    /** @param list<array-key> $causes */
    private static function in_words(array $causes): string
    {
        $words = implode(', ', array_slice($causes, 0, 3));

        return count($causes) > 3 ? sprintf('%s and %d more', $words, count($causes) - 3) : $words;
    }
}
