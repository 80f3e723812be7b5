<?php

/** Who answers: the rules, or the AI that the owner has connected to WordPress. Both give suggestions of one form. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

interface Adviser
{
    /**
     * Reads nothing but the facts, and changes nothing.
     *
     * @throws UnableToAdvise
     */
    public function advise(AdviceKind $kind, Facts $facts): Advice;
}
