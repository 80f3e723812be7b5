<?php

/** Reads the facts of the current site: list of pages, counts, settings, space on disk, last benchmark. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

use DynamicCache\Index\PageFilter;
use DynamicCache\Index\PageList;
use DynamicCache\Index\Standing;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Stats\Counting;
use DynamicCache\Stats\DaysReport;
use DynamicCache\Stats\Storage;

final class SiteFacts
{
    private const DAYS = 7;

    public function __construct(
        private readonly SettingsRepository $settings,
        private readonly Counting $counting,
    ) {}

    public static function of_wordpress(): self
    {
        return new self(SettingsRepository::of_site(), Counting::of_wordpress());
    }

    /** @param int $budget seconds */
    public function read(AdviceKind $kind, int $budget): Facts
    {
        $settings = $this->settings->all();
        $numbers = [];
        foreach (Tunable::cases() as $tunable) {
            $numbers[$tunable->value] = $tunable->current($settings);
        }

        return new Facts(
            in_array($kind, [AdviceKind::Routes, AdviceKind::Preload], true) ? self::pages() : [],
            $this->visits(),
            $numbers,
            $this->settings->fixed(),
            $settings->rules->exclude->paths,
            Storage::last(),
            $kind === AdviceKind::Benchmark ? Measurements::last() : [],
            $budget,
            $settings->edge->enabled,
        );
    }

    /** @return list<PageFact> the ones with the most visits first */
    private static function pages(): array
    {
        $filter = PageFilter::asked(['orderby' => 'hits', 'order' => 'desc', 'per_page' => (string) Facts::PAGES]);

        return $filter instanceof PageFilter ? array_map(PageFact::of(...), (new PageList(Standing::of_site(time())))->find($filter)['pages']) : [];
    }

    private function visits(): VisitCounts
    {
        $today = current_datetime();
        $from = $today->modify('-' . (self::DAYS - 1) . ' days');

        return VisitCounts::of(DaysReport::of($this->counting->totals(), $from->format('Y-m-d'), $today->format('Y-m-d'))->total, self::DAYS);
    }
}
