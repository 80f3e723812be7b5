<?php

declare(strict_types=1);

namespace DynamicCache\Settings;

final class UnableToSaveSettings extends \RuntimeException implements SettingsFailure {}
