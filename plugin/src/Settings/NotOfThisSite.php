<?php

/** An address that is none, or that another site answers; the message is for the person who gave it. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class NotOfThisSite extends \InvalidArgumentException implements SettingsFailure {}
