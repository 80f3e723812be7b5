<?php

/** A constant or an environment variable decides this setting, so saving another value would do nothing. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class SettingIsFixed extends \RuntimeException implements SettingsFailure
{
    public function __construct(public readonly string $path, public readonly string $constant)
    {
        parent::__construct("{$path} is set by {$constant}");
    }
}
