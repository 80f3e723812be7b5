<?php

/** There was no answer; the message says why, for the person who asked. */

declare(strict_types=1);

namespace DynamicCache\Warm;

final class UnableToFetch extends \RuntimeException
{
    public static function because(string $reason): self
    {
        return new self($reason);
    }
}
