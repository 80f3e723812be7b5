<?php

/**
 * Everything that was folded, as one text that is replaced as a whole: the figures of each day, and how far each log
 * file is in them. Because both change in one step, no request is ever in the figures twice.
 */

declare(strict_types=1);

namespace DynamicCache\Stats;

final class Totals
{
    private const VERSION = 1;
    public const DAYS = 90;
    /** Names stay behind only where a process ended between deleting a file and saying so. */
    private const MAX_NAMES = 1000;

    /**
     * @param int|null $until Unix seconds up to which requests are in the figures
     * @param array<string, int> $folded bytes of each log file that are in the figures
     * @param array<string, Tally> $days by date
     * @param array<string, true> $gaps dates on which requests were left out
     */
    private function __construct(
        private ?int $until,
        private array $folded,
        private array $days,
        private array $gaps,
    ) {}

    /** A text that is no totals is empty: figures can be lost, pages cannot. */
    public static function parse(string $text): self
    {
        $stored = json_decode($text, true, 16);
        $isOurs = is_array($stored) && ($stored['v'] ?? null) === self::VERSION;
        $part = static fn(string $name): array => $isOurs && is_array($stored[$name] ?? null) ? $stored[$name] : [];
        $days = [];
        foreach ($part('days') as $day => $tally) {
            if (is_array($tally)) {
                $days[(string) $day] = Tally::of($tally);
            }
        }
        $folded = [];
        foreach ($part('folded') as $file => $bytes) {
            if (is_int($bytes)) {
                $folded[(string) $file] = $bytes;
            }
        }
        $gaps = array_fill_keys(array_filter($part('gaps'), is_string(...)), true);

        return new self($isOurs && is_int($stored['until'] ?? null) ? $stored['until'] : null, $folded, $days, $gaps);
    }

    /** @param string $id makes the text another one than before, also for a database that ignores case */
    public function text(string $id): string
    {
        ksort($this->days);

        return json_encode([
            'v' => self::VERSION,
            'id' => $id,
            'until' => $this->until,
            'folded' => (object) array_slice($this->folded, -self::MAX_NAMES, null, true),
            'gaps' => array_keys($this->gaps),
            'days' => (object) array_map(static fn(Tally $tally): array => $tally->to_array(), $this->days),
        ], JSON_THROW_ON_ERROR);
    }

    public function until(): ?int
    {
        return $this->until;
    }

    public function folded_bytes(string $file): int
    {
        return $this->folded[$file] ?? 0;
    }

    /** @param array<string, Tally> $days what is new in the file, by date */
    public function add(string $file, int $bytes, array $days): void
    {
        foreach ($days as $day => $tally) {
            ($this->days[$day] ??= Tally::empty())->add_all($tally);
        }
        $this->folded[$file] = $bytes;
    }

    /** The file is deleted and will not come again. */
    public function forget(string $file): void
    {
        unset($this->folded[$file]);
    }

    public function mark_gap(string $day): void
    {
        $this->gaps[$day] = true;
    }

    /**
     * @param int|null $until null when newer requests wait to be folded
     * @param string $first the oldest day that is kept
     */
    public function close(?int $until, string $first): void
    {
        $this->until = $until === null ? $this->until : max($this->until ?? 0, $until);
        $isKept = static fn(string $day): bool => strcmp($day, $first) >= 0;
        $this->days = array_filter($this->days, $isKept, ARRAY_FILTER_USE_KEY);
        $this->gaps = array_filter($this->gaps, $isKept, ARRAY_FILTER_USE_KEY);
    }

    public function day(string $day): Tally
    {
        return $this->days[$day] ?? Tally::empty();
    }

    public function has_gap(string $day): bool
    {
        return isset($this->gaps[$day]);
    }
}
