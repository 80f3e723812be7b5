<?php

/**
 * What of the facts may leave the site: paths without their queries, kinds, reason words and counts. No title, no text, no
 * visitor, no secret. What in a path may name a person or be a key is a `*`. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Advisor\Ai;

use DynamicCache\Advisor\AdviceKind;
use DynamicCache\Advisor\Facts;
use DynamicCache\Advisor\Measured;
use DynamicCache\Advisor\PageFact;
use DynamicCache\Advisor\Rules\PreloadRules;
use DynamicCache\Advisor\Tunable;
use DynamicCache\Index\PageKind;

final class Outgoing
{
    private const LONGEST_PATH = 160;

    /** Addresses of this kind have a login, or what somebody typed, in them. */
    private const OF_PEOPLE = [PageKind::Author, PageKind::Search];

    /** @return array<string, mixed>|null null = there is nothing to ask about */
    public static function of(AdviceKind $kind, Facts $facts): ?array
    {
        return match ($kind) {
            AdviceKind::Routes => self::pages(self::rows($kind, $facts)),
            AdviceKind::Preload => self::pages(self::rows($kind, $facts), ['most' => $facts->affordable()]),
            AdviceKind::Benchmark => self::measured($facts->measured),
            AdviceKind::Tuning => self::figures($facts),
        };
    }

    /** @return list<PageFact> in the order of their numbers */
    public static function rows(AdviceKind $kind, Facts $facts): array
    {
        return $kind === AdviceKind::Preload ? PreloadRules::candidates($facts) : $facts->pages;
    }

    public static function path(PageFact $page): string
    {
        if (in_array($page->kind, self::OF_PEOPLE, true)) {
            return '/*';
        }

        return substr(implode('/', array_map(self::segment(...), explode('/', $page->path))), 0, self::LONGEST_PATH);
    }

    /** E-mail addresses, numbers that are no year or page, keys, and whatever is no plain word of an address. */
    private static function segment(string $segment): string
    {
        $isNumber = preg_match('/[0-9]{5,}/', $segment) === 1;
        $isKey = preg_match('/\A(?=[^-]*[0-9])(?=[^-]*[A-Za-z])[A-Za-z0-9_]{16,}\z|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/i', $segment) === 1;
        $isPlain = $segment === '' || preg_match('/\A(?:[A-Za-z0-9._-]|%[89A-F][0-9A-F]){1,80}\z/', $segment) === 1;

        return $isPlain && !$isNumber && !$isKey ? $segment : '*';
    }

    /**
     * @param list<PageFact> $pages
     * @param array<string, int> $more
     *
     * @return array<string, mixed>|null
     */
    private static function pages(array $pages, array $more = []): ?array
    {
        return $pages === [] ? null : $more + ['pages' => array_map(static fn(PageFact $page, int $row): array => [
            'row' => $row,
            'path' => self::path($page),
            'kind' => $page->kind->value,
            'status' => $page->status()->value,
            'reason' => $page->reason->value,
            'hits' => $page->hits,
        ], $pages, array_keys($pages))];
    }

    /**
     * @param list<Measured> $measured
     *
     * @return array<string, mixed>|null
     */
    private static function measured(array $measured): ?array
    {
        return $measured === [] ? null : ['strategies' => array_map(static fn(Measured $one): array => [
            'strategy' => $one->strategy->value,
            'passed_all_gates' => $one->isSafe,
            'has_best_score' => $one->isRecommended,
            'metrics' => (object) $one->metrics,
        ], $measured)];
    }

    /** @return array<string, mixed> */
    private static function figures(Facts $facts): array
    {
        $settings = [];
        foreach (Tunable::cases() as $tunable) {
            if (!in_array($tunable->value, $facts->fixed, true)) {
                [$least, $most] = $tunable->bounds();
                $settings[] = ['setting' => $tunable->value, 'now' => $facts->numbers[$tunable->value], 'least' => $least, 'most' => $most];
            }
        }

        return [
            'days' => $facts->visits->days,
            'visits_from_cache' => $facts->visits->hits,
            'visits_rendered' => $facts->visits->misses,
            'mean_render_ms' => $facts->visits->renderMs,
            'reasons' => (object) $facts->visits->reasons,
            'edge_connected' => $facts->hasEdge,
            'disk' => $facts->storage === null ? null : ['bytes' => $facts->storage['bytes'], 'free_bytes' => $facts->storage['free_bytes']],
            'settings' => $settings,
        ];
    }
}
