<?php

/** Everything that advice may be made of, read once, so that one question gets one answer from the rules for ever. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

final class Facts
{
    /** Pages that advice is about: those with the most visits. */
    public const PAGES = 100;

    /** Seconds of rendering unless somebody says another number. */
    public const BUDGET = 20;

    /**
     * @param list<PageFact> $pages at most PAGES
     * @param array<value-of<Tunable>, int|float> $numbers what is set now
     * @param list<string> $fixed settings that a constant decides
     * @param list<string> $excluded paths that are never stored
     * @param array{bytes: int, free_bytes: int|null}|null $storage null = not measured yet
     * @param list<Measured> $measured of the last benchmark that came to its end
     * @param int $budget seconds
     */
    public function __construct(
        public readonly array $pages,
        public readonly VisitCounts $visits,
        public readonly array $numbers,
        public readonly array $fixed,
        public readonly array $excluded,
        public readonly ?array $storage,
        public readonly array $measured,
        public readonly int $budget,
        public readonly bool $hasEdge,
    ) {}

    /** The change of a number, or null where it cannot be suggested: out of bounds, set already, fixed, no room on the disk. */
    public function change(Tunable $tunable, int|float $value): ?Change
    {
        if (in_array($tunable->value, $this->fixed, true) || !isset($this->numbers[$tunable->value])) {
            return null;
        }
        $now = $this->numbers[$tunable->value];
        $room = $this->storage['free_bytes'] ?? 0;
        if ($tunable === Tunable::DiskMaxBytes && $value > $now && $value - $now > $room / 2) {
            return null;
        }

        return Change::number($tunable, $now, $value);
    }

    /** Pages that can be warmed within the budget. */
    public function affordable(): int
    {
        return max(1, (int) floor($this->budget * 1000 / max(1.0, $this->visits->renderMs ?? 500.0)));
    }
}
