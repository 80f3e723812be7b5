<?php

/** First word of `X-Dynamic-Cache`, as far as the origin can say it before anything is rendered. */

declare(strict_types=1);

namespace DynamicCache\Explain;

enum Outcome: string
{
    case Hit = 'hit';
    case Miss = 'miss';
    case Bypass = 'bypass';
}
