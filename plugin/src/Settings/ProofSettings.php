<?php

/** How the cache checks itself; contracts/src/settings.ts says what each means. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class ProofSettings
{
    /**
     * @param float $sampleRate share of hits, 0 to 0.1
     * @param int $maxPerHour pages
     * @param bool $isShadow pages are stored and compared, and nobody is served from the store
     */
    public function __construct(
        public readonly float $sampleRate,
        public readonly int $maxPerHour,
        public readonly bool $isShadow,
    ) {}

    public static function from(Document $proof): self
    {
        return new self($proof->number('sample_rate'), $proof->int('max_per_hour'), $proof->bool('shadow'));
    }
}
