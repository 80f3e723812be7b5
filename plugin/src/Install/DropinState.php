<?php

/** What stands at wp-content/advanced-cache.php; the values are words of `GET /status`. */

declare(strict_types=1);

namespace DynamicCache\Install;

enum DropinState: string
{
    case Installed = 'installed';
    case Absent = 'absent';
    /** Another plugin's. */
    case Foreign = 'foreign';
    /** Ours, but of another version or for another place. */
    case Outdated = 'outdated';
}
