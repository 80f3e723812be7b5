<?php

/** An envelope that this site's salts do not open: rotated salts, another site's row, a changed byte. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class UnableToOpenSecret extends \RuntimeException implements SettingsFailure {}
