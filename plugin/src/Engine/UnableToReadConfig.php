<?php

/** A data file is missing, foreign or damaged. The front door answers it with silence: WordPress renders, nothing is cached. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class UnableToReadConfig extends \RuntimeException
{
    public static function because(string $why): self
    {
        return new self("Unable to read the cache configuration: {$why}");
    }
}
