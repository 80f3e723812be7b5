<?php

/**
 * What shadow mode makes of a decision: nobody is served from the store (Engine\Service), so that what a stored page would
 * have been for a visitor is not what they get.
 */

declare(strict_types=1);

namespace DynamicCache\Explain;

use DynamicCache\Engine\Reason;

final class Watching
{
    public const STEP = 'shadow';
    private const SETTING = 'proof.shadow';

    /** @param Explanation $told as it would be without shadow mode, with the store looked at */
    public static function only(Explanation $told): Explanation
    {
        return match ($told->reason) {
            Reason::Fresh => self::in_place(
                $told,
                Outcome::Bypass,
                Reason::Shadow,
                __('Shadow mode is on: the cache only watches. Every visitor gets what WordPress renders for them; the stored page is good for comparing alone. It would have been served.', 'ai-wp-dynamic-cache'),
            ),
            Reason::Grace => self::in_place(
                $told,
                Outcome::Miss,
                Reason::Expired,
                __('Shadow mode is on: the cache only watches. The time of the stored page is over, so that it is rendered anew for the next visitor, who waits for it.', 'ai-wp-dynamic-cache'),
            ),
            default => $told->besides(new Step(
                self::STEP,
                __('Shadow mode is on: the cache only watches. What WordPress renders is stored if it may be, and nobody is served from the store.', 'ai-wp-dynamic-cache'),
                false,
                self::SETTING,
            )),
        };
    }

    private static function in_place(Explanation $told, Outcome $outcome, Reason $reason, string $said): Explanation
    {
        $steps = [...array_slice($told->steps, 0, -1), new Step(self::STEP, $said, true, self::SETTING)];

        return new Explanation($told->url, $outcome, $reason, $told->key, $steps, $told->page, $told->background);
    }
}
