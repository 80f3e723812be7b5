<?php

/** Marker of everything that reading and changing settings may throw. */

declare(strict_types=1);

namespace DynamicCache\Settings;

interface SettingsFailure extends \Throwable {}
