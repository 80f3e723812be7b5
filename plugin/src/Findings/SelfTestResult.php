<?php

/** What came of the site asking itself. */

declare(strict_types=1);

namespace DynamicCache\Findings;

final class SelfTestResult
{
    /**
     * @param WebFacts|null $facts null when no answer of ours came
     * @param LoopbackTrouble|null $trouble null when anything answered: other pages may be tried then
     */
    public function __construct(
        public readonly Finding $finding,
        public readonly ?WebFacts $facts,
        public readonly ?LoopbackTrouble $trouble,
    ) {}
}
