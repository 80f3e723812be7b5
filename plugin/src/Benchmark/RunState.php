<?php

/** Where a run stands. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

enum RunState: string
{
    /** Steps are left, and somebody will take them. */
    case Running = 'running';

    case Done = 'done';

    /** Somebody ended it; it can go on. */
    case Cancelled = 'cancelled';

    /** It could not go on, for a reason that it names; it can be tried again. */
    case Stopped = 'stopped';
}
