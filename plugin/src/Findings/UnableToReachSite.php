<?php

/** The site could not fetch one of its own addresses. */

declare(strict_types=1);

namespace DynamicCache\Findings;

final class UnableToReachSite extends \RuntimeException
{
    public function __construct(public readonly LoopbackTrouble $trouble, string $message = '')
    {
        parent::__construct($message);
    }
}
