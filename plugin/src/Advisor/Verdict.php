<?php

/** What is to be thought of a strategy that was measured. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

enum Verdict: string
{
    case Best = 'best';
    case Good = 'good';
    case Unsafe = 'unsafe';
    case Incomplete = 'incomplete';
}
