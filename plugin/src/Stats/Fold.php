<?php

/**
 * Brings what the count log has into the totals, each request exactly once, wherever the process is killed and however
 * many run at once:
 *
 * 1. the log is renamed, to a name that never comes again;
 * 2. the totals are read, and only then the files looked at;
 * 3. figures and "this file, up to this byte" are written in one compare-and-swap;
 * 4. a file is deleted in a later fold, when all of it is in the totals and nobody can still have it open.
 *
 * A name leaves the totals only after its file was deleted. So a file that is there and not in the totals that were read
 * before has not been counted.
 */

declare(strict_types=1);

namespace DynamicCache\Stats;

use DynamicCache\Engine\CountLog;
use DynamicCache\Engine\CountOutcome;
use DynamicCache\Engine\CountRecord;
use DynamicCache\Engine\Reason;

final class Fold
{
    /** Between opening the log and writing to it a request is seldom stopped for so long. */
    private const QUIET_SECONDS = 60;
    private const TRIES = 5;

    /** @var array<array-key, int> */
    private array $hits = [];

    /** @var array<array-key, int> */
    private array $watched = [];

    /**
     * @param \Closure(): string $id never the same twice, hex digits
     * @param \Closure(string): void $at called at each step; the tests end the process there
     */
    public function __construct(
        private readonly LogFiles $files,
        private readonly TotalsStore $store,
        private readonly \Closure $id,
        private readonly \Closure $at,
    ) {}

    /** @return bool false when others were faster each time; nothing is lost, the next fold does it */
    public function run(int $now, \DateTimeZone $zone): bool
    {
        $days = new Days($zone);
        $size = $this->files->growing_bytes();
        // A log that is set aside and cannot be folded takes no more space than a full one.
        $isHeldBack = $size > 0 && array_sum($this->files->aside()) >= CountLog::MAX_BYTES;
        if (!$isHeldBack && $size > 0) {
            $this->files->set_aside();
        }
        ($this->at)('set aside');
        for ($try = 0; $try < self::TRIES; $try++) {
            $old = $this->store->read();
            $totals = Totals::parse($old);
            ($this->at)('read');
            $this->hits = $this->watched = [];
            $this->take_in($totals, $now, $days);
            if ($size >= CountLog::MAX_BYTES) {
                $days->each_since($totals->until() ?? $now, $now, $totals->mark_gap(...));
            }
            $totals->close($isHeldBack ? null : $now, $days->first_kept($now));
            ($this->at)('counted');
            if ($this->store->swap($old, $totals->text(($this->id)()))) {
                ($this->at)('kept');

                return true;
            }
        }

        return false;
    }

    /**
     * How often each page was answered from the store, of the requests that the last run took in. These figures are
     * not part of the swap: a process that ends right behind it loses them.
     *
     * @return array<array-key, int> by the first 16 hex digits of the key
     */
    public function hits(): array
    {
        return $this->hits;
    }

    /**
     * The same for visits in shadow mode, that the store could have answered.
     *
     * @return array<array-key, int> by the first 16 hex digits of the key
     */
    public function watched(): array
    {
        return $this->watched;
    }

    private function take_in(Totals $totals, int $now, Days $days): void
    {
        foreach ($this->files->aside() as $name => $size) {
            $from = $totals->folded_bytes($name);
            if ($size > $from) {
                /** @var array<string, Tally> $tallies */
                $tallies = [];
                $end = $this->files->read($name, $from, function (CountRecord $record) use (&$tallies, $days): void {
                    ($tallies[$days->of($record->at)] ??= Tally::empty())->add($record);
                    $this->add_hit($record);
                });
                $totals->add($name, $end, $tallies);
            }
            // What is behind the last whole line after so long was cut off by a full disk.
            if ($size <= $from || $totals->folded_bytes($name) === $from) {
                $this->drop_if_quiet($totals, $name, $now);
            }
        }
    }

    private function add_hit(CountRecord $record): void
    {
        $isHit = $record->outcome === CountOutcome::Hit || $record->outcome === CountOutcome::Stale;
        if ($isHit && $record->key !== '') {
            $this->hits[$record->key] = ($this->hits[$record->key] ?? 0) + 1;
        }
        if ($record->why === Reason::Shadow && $record->key !== '') {
            $this->watched[$record->key] = ($this->watched[$record->key] ?? 0) + 1;
        }
    }

    private function drop_if_quiet(Totals $totals, string $name, int $now): void
    {
        if ($this->files->age($name, $now) > self::QUIET_SECONDS && $this->files->delete($name)) {
            ($this->at)('deleted');
            $totals->forget($name);
        }
    }
}
