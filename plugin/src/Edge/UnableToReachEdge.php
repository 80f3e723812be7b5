<?php

/** No answer came from the Worker, or none that is one of its own. */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class UnableToReachEdge extends \RuntimeException implements EdgeFailure
{
    public static function because(string $why): self
    {
        return new self($why);
    }
}
