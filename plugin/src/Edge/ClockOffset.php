<?php

/**
 * How far the Worker's clock is ahead of this server's, from the `Date` of its answers (option
 * `dynamic_cache_edge_clock`). Written when it changes and once an hour, not with every answer.
 */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class ClockOffset
{
    private const OPTION = 'dynamic_cache_edge_clock';

    /** `Date` counts whole seconds, and an answer takes a while: less is no difference. */
    private const NOISE = 2;

    private const REPEAT = 3600;

    public static function note(int $seconds, int $now): void
    {
        $known = OptionRecord::load(self::OPTION);
        $isKnown = $known->int('at') > $now - self::REPEAT && $known->int('at') <= $now;
        if (!$isKnown || abs($known->int('seconds') - $seconds) > self::NOISE) {
            update_option(self::OPTION, ['seconds' => $seconds, 'at' => $now], false);
        }
    }

    /** Seconds, positive where the Worker's clock is ahead; null when no answer told. */
    public static function seconds(): ?int
    {
        $known = OptionRecord::load(self::OPTION);

        return $known->int('at') === 0 ? null : $known->int('seconds');
    }
}
