<?php

/** Settings that the figures of the last week speak against. Each rule needs enough visits to mean something. */

declare(strict_types=1);

namespace DynamicCache\Advisor\Rules;

use DynamicCache\Advisor\AdviceSource;
use DynamicCache\Advisor\Change;
use DynamicCache\Advisor\Facts;
use DynamicCache\Advisor\Suggestion;
use DynamicCache\Advisor\Tunable;

final class TuningRules
{
    /** Fewer misses of a kind than this say nothing. */
    private const ENOUGH = 50;

    /** Share of all misses above which one reason is worth a change. */
    private const SHARE = 0.2;

    /** Checks a day of the continuous proof below which it would take weeks to find anything. */
    private const CHECKS = 10;

    private const WEEK = 604_800;
    private const DAY = 86_400;

    /** @return list<Suggestion> */
    public static function suggestions(Facts $facts): array
    {
        return array_values(array_filter([
            self::lifetime($facts),
            self::not_found($facts),
            self::grace($facts),
            self::disk($facts),
            self::sampling($facts),
        ]));
    }

    private static function lifetime(Facts $facts): ?Suggestion
    {
        $isShort = $facts->numbers[Tunable::TtlPage->value] < self::WEEK;

        return $isShort && self::is_frequent('miss:expired', $facts)
            ? self::suggestion($facts->change(Tunable::TtlPage, self::WEEK), sprintf(
                /* translators: 1: number of misses, 2: number of days */
                _n('In %2$d days %1$s visit waited for a page whose time was over. Pages that change are purged at once, so a week costs no freshness.', 'In %2$d days %1$s visits waited for a page whose time was over. Pages that change are purged at once, so a week costs no freshness.', $facts->visits->reason('miss:expired'), 'ai-wp-dynamic-cache'),
                number_format_i18n($facts->visits->reason('miss:expired')),
                $facts->visits->days,
            ))
            : null;
    }

    private static function not_found(Facts $facts): ?Suggestion
    {
        return $facts->numbers[Tunable::TtlNotFound->value] === 0 && self::is_frequent('not-stored:status', $facts)
            ? self::suggestion($facts->change(Tunable::TtlNotFound, 60), sprintf(
                /* translators: %s: number of renders */
                _n('WordPress rendered %s answer that was no page, most likely for an address that does not exist. A minute in the cache spares nearly all of them.', 'WordPress rendered %s answers that were no page, most likely for addresses that do not exist. A minute in the cache spares nearly all of them.', $facts->visits->reason('not-stored:status'), 'ai-wp-dynamic-cache'),
                number_format_i18n($facts->visits->reason('not-stored:status')),
            ))
            : null;
    }

    private static function grace(Facts $facts): ?Suggestion
    {
        return $facts->hasEdge && $facts->numbers[Tunable::TtlGrace->value] < self::DAY
            ? self::suggestion($facts->change(Tunable::TtlGrace, self::DAY), __('With an edge connected, a day of grace keeps the site up while the host is down. Purged pages are never shown.', 'ai-wp-dynamic-cache'))
            : null;
    }

    private static function disk(Facts $facts): ?Suggestion
    {
        $limit = $facts->numbers[Tunable::DiskMaxBytes->value];
        $used = $facts->storage['bytes'] ?? 0;

        return $used >= 0.9 * $limit
            ? self::suggestion($facts->change(Tunable::DiskMaxBytes, (int) $limit * 2), sprintf(
                /* translators: %s: a size, such as 900 MB */
                __('Stored pages take %s, nearly all that they may: pages that are still good are thrown away for want of space.', 'ai-wp-dynamic-cache'),
                (string) size_format($used),
            ))
            : null;
    }

    private static function sampling(Facts $facts): ?Suggestion
    {
        $daily = $facts->visits->hits / $facts->visits->days;
        $rate = $facts->numbers[Tunable::ProofSampleRate->value];
        if ($daily < 1 || $daily * $rate >= self::CHECKS) {
            return null;
        }

        $wanted = min(0.05, max(0.0005, round(self::CHECKS / $daily, 4)));

        return $wanted > $rate ? self::suggestion($facts->change(Tunable::ProofSampleRate, $wanted), sprintf(
            /* translators: 1: visits a day, 2: checks a day */
            __('Visits from the cache in a day: about %1$s. Checked against a fresh render: %2$s. More checks would find a stale page sooner.', 'ai-wp-dynamic-cache'),
            number_format_i18n($daily),
            number_format_i18n($daily * $rate, 1),
        )) : null;
    }

    private static function is_frequent(string $reason, Facts $facts): bool
    {
        $count = $facts->visits->reason($reason);

        return $count >= self::ENOUGH && $count >= self::SHARE * $facts->visits->misses;
    }

    private static function suggestion(?Change $change, string $reason): ?Suggestion
    {
        return $change === null ? null : new Suggestion(AdviceSource::Rules, $change->setting, 'change', $reason, $change);
    }
}
