<?php

/** A place where pages are kept, and the name under which it speaks in `Cache-Status`. */

declare(strict_types=1);

namespace DynamicCache\Warm;

enum Layer: string
{
    case Origin = 'dynamic-cache-origin';
    case Edge = 'dynamic-cache-edge';
}
