<?php

/** What was counted from one day to another: each day and all of them. The screen and the command line show the same. */

declare(strict_types=1);

namespace DynamicCache\Stats;

final class DaysReport
{
    /** @param list<array{day: string, counts: array<string, mixed>}> $days */
    private function __construct(
        public readonly array $days,
        public readonly Tally $total,
        /** @var list<string> days on which something was not counted */
        public readonly array $gaps,
    ) {}

    /**
     * @param string $from such as 2026-01-31
     * @param string $to the last day, not before $from
     */
    public static function of(Totals $totals, string $from, string $to): self
    {
        $all = Tally::empty();
        $days = $gaps = [];
        foreach (Days::between($from, $to) as $day) {
            $tally = $totals->day($day);
            $all->add_all($tally);
            $days[] = ['day' => $day, 'counts' => $tally->counts()];
            if ($totals->has_gap($day)) {
                $gaps[] = $day;
            }
        }

        return new self($days, $all, $gaps);
    }
}
