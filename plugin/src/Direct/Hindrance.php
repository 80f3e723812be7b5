<?php

/** Why a stored page is not sent by the web server itself; PHP sends it. */

declare(strict_types=1);

namespace DynamicCache\Direct;

enum Hindrance: string
{
    case Status = 'status';
    case Address = 'address';
    case Query = 'query';
    case Variant = 'variant';
    case Path = 'path';
    case Type = 'type';
    case Header = 'header';
    case Lifetime = 'lifetime';
    case Revision = 'revision';
    case OtherSite = 'other-site';
}
