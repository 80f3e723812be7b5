<?php

/** What can be asked for; `AdviceKind` of contracts/src/advisor.ts. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

enum AdviceKind: string
{
    case Routes = 'routes';
    case Preload = 'preload';
    case Benchmark = 'benchmark';
    case Tuning = 'tuning';
}
