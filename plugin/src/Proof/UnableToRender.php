<?php

/** A page could not be rendered afresh, so that nothing is known of the stored one. */

declare(strict_types=1);

namespace DynamicCache\Proof;

final class UnableToRender extends \RuntimeException
{
    /** @param bool $isOfSite no other page can be rendered now either: the site does not reach itself */
    public function __construct(string $why, public readonly bool $isOfSite)
    {
        parent::__construct($why);
    }
}
