<?php

/**
 * The closed list of numbers that a suggestion may set. The bounds lie inside those of contracts/src/settings.ts: what
 * would switch a promise off (no proof, pages that live a minute) is left to people who go to the settings for it.
 * `ttl.browser` is not on the list, because no purge reaches a browser.
 */

declare(strict_types=1);

namespace DynamicCache\Advisor;

use DynamicCache\Settings\Settings;

enum Tunable: string
{
    case TtlPage = 'ttl.page';
    case TtlNotFound = 'ttl.not_found';
    case TtlGrace = 'ttl.grace';
    case DiskMaxBytes = 'disk.max_bytes';
    case ProofSampleRate = 'proof.sample_rate';
    case ProofMaxPerHour = 'proof.max_per_hour';

    /** @return array{int|float, int|float} least and most */
    public function bounds(): array
    {
        return match ($this) {
            self::TtlPage => [3600, 2_592_000],
            self::TtlNotFound => [0, 60],
            self::TtlGrace => [3600, 604_800],
            self::DiskMaxBytes => [268_435_456, 1_099_511_627_776],
            self::ProofSampleRate => [0.0005, 0.1],
            self::ProofMaxPerHour => [10, 600],
        };
    }

    /** Whole numbers where the setting is one: JSON has one type for both, the settings have two. */
    public function allows(int|float $value): bool
    {
        [$least, $most] = $this->bounds();

        return ($this === self::ProofSampleRate || is_int($value)) && $value >= $least && $value <= $most;
    }

    public function current(Settings $settings): int|float
    {
        return match ($this) {
            self::TtlPage => $settings->ttl->page,
            self::TtlNotFound => $settings->ttl->notFound,
            self::TtlGrace => $settings->ttl->grace,
            self::DiskMaxBytes => $settings->diskMaxBytes,
            self::ProofSampleRate => $settings->proof->sampleRate,
            self::ProofMaxPerHour => $settings->proof->maxPerHour,
        };
    }
}
