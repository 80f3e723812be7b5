<?php

/** As much of a product of WooCommerce as its filters hand over. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Ecosystem;

final class StandInProduct
{
    public function __construct(private readonly int $id) {}

    public function get_id(): int
    {
        return $this->id;
    }
}
