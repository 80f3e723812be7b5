<?php

/** What happened to a counted request. Signed fetches of the Worker are apart: they are no visit. */

declare(strict_types=1);

namespace DynamicCache\Engine;

enum CountOutcome: string
{
    case Hit = 'hit';
    case Stale = 'stale';
    case Miss = 'miss';
    case Bypass = 'bypass';
    case EdgeFill = 'fill';
}
