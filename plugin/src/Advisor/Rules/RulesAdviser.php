<?php

/** The adviser that always answers: the same facts give the same advice, and nothing leaves the site. */

declare(strict_types=1);

namespace DynamicCache\Advisor\Rules;

use DynamicCache\Advisor\Advice;
use DynamicCache\Advisor\AdviceKind;
use DynamicCache\Advisor\AdviceSource;
use DynamicCache\Advisor\Adviser;
use DynamicCache\Advisor\Facts;

final class RulesAdviser implements Adviser
{
    public function advise(AdviceKind $kind, Facts $facts): Advice
    {
        return new Advice(AdviceSource::Rules, match ($kind) {
            AdviceKind::Routes => RouteRules::suggestions($facts),
            AdviceKind::Preload => PreloadRules::suggestions($facts),
            AdviceKind::Benchmark => BenchmarkRules::suggestions($facts),
            AdviceKind::Tuning => TuningRules::suggestions($facts),
        });
    }
}
