<?php

/** Mistakes that a store could make, for the proof that the model sees them. */

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Model;

enum StoreFault: string
{
    case LateToken = 'takes its own token when it saves';
    case ExpiryFirst = 'shows an expired page that was purged as well';
    case SoftChange = 'lets changed pages expire instead of purging them';
    case LongerGrace = 'begins the grace anew with every soft purge';
    case NoLeases = 'lets everybody render';
    case EternalLeases = 'never takes a lease from a renderer that was killed';
}
