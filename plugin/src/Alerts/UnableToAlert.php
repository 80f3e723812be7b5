<?php

/** An alert did not get through. The message says why, without addresses and secrets. */

declare(strict_types=1);

namespace DynamicCache\Alerts;

final class UnableToAlert extends \RuntimeException
{
    public static function because(string $why): self
    {
        return new self($why);
    }
}
