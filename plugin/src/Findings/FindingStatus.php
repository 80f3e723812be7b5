<?php

/** How much a finding matters; contracts/src/findings.ts is the same list. */

declare(strict_types=1);

namespace DynamicCache\Findings;

enum FindingStatus: string
{
    case Good = 'good';
    /** Good to know, nothing to do. */
    case Info = 'info';
    /** Costs something. */
    case Warning = 'warning';
    /** Keeps the cache from working. */
    case Bad = 'bad';
}
