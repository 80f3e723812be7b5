<?php

declare(strict_types=1);

namespace DynamicCache\Settings;

enum SecretState: string
{
    case None = 'none';
    case Stored = 'stored';
    /** An envelope is there, but the salts have changed: the owner has to type the secret again. */
    case NeedsReentry = 'needs-re-entry';
    /** A constant or an environment variable says it. */
    case Fixed = 'fixed';
}
