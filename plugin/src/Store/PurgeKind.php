<?php

/** How final a purge is. */

declare(strict_types=1);

namespace DynamicCache\Store;

enum PurgeKind
{
    /** From now on nobody gets the old pages. What every change does. */
    case Hard;

    /** The pages expire at this moment: they may be shown as long as any expired page, while they are rendered anew. */
    case Soft;
}
