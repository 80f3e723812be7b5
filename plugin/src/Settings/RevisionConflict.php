<?php

/** Somebody else saved since these settings were read. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class RevisionConflict extends \RuntimeException implements SettingsFailure
{
    public function __construct(public readonly string $current)
    {
        parent::__construct("The settings are at revision {$current} now");
    }
}
