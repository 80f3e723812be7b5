<?php

/** What a note says; the number is its form on disk. */

declare(strict_types=1);

namespace DynamicCache\Store;

enum LeaseNoteKind: int
{
    /** The page may not be stored: waiting for another's render is useless. */
    case Refused = 1;

    /** A refresh was asked for, and nobody has seen it begin. */
    case Asked = 2;

    /** A refresh has begun. */
    case Begun = 3;
}
