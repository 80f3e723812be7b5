<?php

/** Where the connection to the Worker stands; contracts/src/plugin-api.ts is the same list. */

declare(strict_types=1);

namespace DynamicCache\Edge;

enum ConnectionState: string
{
    case Off = 'off';
    case Verifying = 'verifying';
    case Active = 'active';
    case Failed = 'failed';

    /** The home URL is not the one that was registered: a copy of the site, or a move. Nobody is called until the owner decides. */
    case Paused = 'paused';
}
