<?php

/** The words that explain a decision; contracts/schema/reason.json is the same list. */

declare(strict_types=1);

namespace DynamicCache\Engine;

enum Reason: string
{
    case Method = 'method';
    case Body = 'body';
    case Override = 'override';
    case Host = 'host';
    case Path = 'path';
    case Cookie = 'cookie';
    case Authorization = 'authorization';
    case Excluded = 'excluded';
    case PrivateQuery = 'private-query';
    case KeyTooLong = 'key-too-long';
    case Paused = 'paused';
    case Disabled = 'disabled';
    case Shadow = 'shadow';

    case Status = 'status';
    case Incomplete = 'incomplete';
    case Fatal = 'fatal';
    case DbError = 'db-error';
    case SetCookie = 'set-cookie';
    case CacheControl = 'cache-control';
    case Vary = 'vary';
    case HeadersSent = 'headers-sent';
    case LoggedIn = 'logged-in';
    case DoNotCache = 'donotcache';
    case Reflected = 'reflected';
    case VariesByDevice = 'varies-by-device';
    case PurgedDuringFill = 'purged-during-fill';
    case ChangedByOwnRender = 'changed-by-own-render';
    case Suspect = 'suspect';
    case StoreError = 'store-error';
    case Busy = 'busy';

    case Cold = 'cold';
    case Expired = 'expired';
    case Purged = 'purged';
    case Corrupt = 'corrupt';
    case Schema = 'schema';

    case NoMarker = 'no-marker';
    case BadMarker = 'bad-marker';
    case OriginStale = 'origin-stale';
    case Revision = 'revision';
    case TierTimeout = 'tier-timeout';
    case NoView = 'no-view';
    case LedgerDown = 'ledger-down';

    case Fresh = 'fresh';
    case Collapsed = 'collapsed';
    case Revalidated = 'revalidated';
    case Grace = 'grace';
    case Direct = 'direct';
}
