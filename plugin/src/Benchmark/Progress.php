<?php

/** How an attempt to go on with a run ended. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

enum Progress: string
{
    /** There is no run under way. */
    case Idle = 'idle';

    /** Another process takes the steps now. */
    case Busy = 'busy';

    /** The host is busy, or a step failed a moment ago; nothing was begun. */
    case Waiting = 'waiting';

    /** Steps were taken; some may be left. */
    case Worked = 'worked';
}
