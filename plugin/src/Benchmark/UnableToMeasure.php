<?php

/** A measure could not be taken. The run says so; nothing takes the place of the figure. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

final class UnableToMeasure extends \RuntimeException
{
    public static function because(string $why): self
    {
        return new self($why);
    }
}
