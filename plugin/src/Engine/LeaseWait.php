<?php

/**
 * Collapsed forwarding: of all who miss a page one renders it, also when it was never stored before. The others wait for
 * it, and not longer than they are made to.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\Lease;
use DynamicCache\Store\LeaseNoteKind;
use DynamicCache\Store\Leases;
use DynamicCache\Store\Page;

final class LeaseWait
{
    /** Microseconds between two looks: few at the beginning, when most pages are ready, more later. */
    private const FIRST_PAUSE = 5_000;
    private const LONGEST_PAUSE = 40_000;

    public function __construct(
        private readonly Leases $leases,
        private readonly Stored $stored,
        private readonly LeaseRules $rules,
        private readonly Pace $pace,
    ) {}

    /**
     * The page that somebody else has rendered meanwhile, the lease of whoever has to render it, or null: neither came in
     * time, or too many wait already.
     *
     * @param string $key lower-case hex
     */
    public function turn(string $key): Page|Lease|null
    {
        $turn = $this->is_refused($key) ? self::nobodys($key) : $this->try($key);
        $place = $turn === null ? $this->place() : null;
        if ($place === null) {
            return $turn;
        }
        try {
            return $this->wait($key);
        } finally {
            $this->leases->release($place);
        }
    }

    private function wait(string $key): Page|Lease|null
    {
        $end = ($this->pace->seconds)() + $this->rules->waitMillis / 1000;
        $pause = self::FIRST_PAUSE;
        while (($left = $end - ($this->pace->seconds)()) > 0) {
            ($this->pace->sleep)(max(0, (int) min($pause, $left * 1_000_000)));
            $turn = $this->try($key);
            if ($turn !== null) {
                return $turn;
            }
            $pause = min(self::LONGEST_PAUSE, (int) ($pause * 1.5));
        }

        return null;
    }

    private function try(string $key): Page|Lease|null
    {
        $lease = $this->leases->take($key, ($this->pace->now)());
        if ($lease === null) {
            return null;
        }
        // Whoever held it until now may have stored the page after we looked, or found that it cannot be.
        $found = $this->stored->find(($this->pace->now)());
        $turn = match (true) {
            $found instanceof Page => $found,
            $this->is_refused($key) => self::nobodys($key),
            default => $lease,
        };
        if ($turn !== $lease) {
            $this->leases->release($lease);
        }

        return $turn;
    }

    /** A page that may not be stored is rendered for everybody: waiting would only make them slower. */
    private function is_refused(string $key): bool
    {
        $note = $this->leases->noted($key);

        return $note !== null && $note->kind === LeaseNoteKind::Refused && $note->is_valid(($this->pace->now)());
    }

    private static function nobodys(string $key): Lease
    {
        return new Lease($key, '');
    }

    /** One of the places for those who wait; each is a lease, so that a process that is killed gives its own back. */
    private function place(): ?Lease
    {
        $count = $this->rules->waitMillis > 0 ? $this->rules->waiters : 0;
        $first = $count > 0 ? ((int) getmypid()) % $count : 0;
        for ($i = 0; $i < $count; $i++) {
            $place = $this->leases->take('waits-' . ($first + $i) % $count, ($this->pace->now)());
            if ($place !== null) {
                return $place;
            }
        }

        return null;
    }
}
