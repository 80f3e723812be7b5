<?php

/** What can be looked at; contracts/src/findings.ts is the same list. */

declare(strict_types=1);

namespace DynamicCache\Findings;

enum TestSubject: string
{
    case Host = 'host';
    case Pages = 'pages';
    case Loopback = 'loopback';
    case Edge = 'edge';
    case Zone = 'zone';
    case Redis = 'redis';
    case WaysIn = 'ways-in';
    /** Sends an alert that says it is a test. */
    case Alerts = 'alerts';
}
