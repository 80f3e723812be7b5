<?php

/** Another strategy for some of the visitors first; contracts/src/settings.ts says what each means. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class RolloutSettings
{
    /**
     * @param int $percent of the visitors: 10, 50 or 100; 0 = nothing is rolled out
     * @param string $name of this attempt
     * @param int $minRequests that each group must have had before the two are compared
     * @param bool $stepsBack everybody gets the current strategy again when the new one is worse
     */
    public function __construct(
        public readonly int $percent,
        public readonly Strategy $strategy,
        public readonly string $name,
        public readonly int $minRequests,
        public readonly bool $stepsBack,
    ) {}

    public static function from(Document $rollout): self
    {
        return new self(
            $rollout->int('percent'),
            Strategy::from($rollout->text('strategy')),
            $rollout->text('name'),
            $rollout->int('min_requests'),
            $rollout->bool('step_back'),
        );
    }
}
