<?php

/** A page as a visitor without cookies gets it. */

declare(strict_types=1);

namespace DynamicCache\Proof;

final class Rendered
{
    public function __construct(public readonly int $status, public readonly string $body) {}
}
