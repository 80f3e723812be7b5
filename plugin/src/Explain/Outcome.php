<?php

/** First word of `X-Dynamic-Cache`, as far as it can be said before anything is rendered. */

declare(strict_types=1);

namespace DynamicCache\Explain;

enum Outcome: string
{
    case Hit = 'hit';
    case Stale = 'stale';
    case Miss = 'miss';
    case Bypass = 'bypass';
}
