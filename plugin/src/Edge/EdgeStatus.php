<?php

/** The member `edge` of `GET /status`. Asking also fetches the outcome of a registration and tries what waits. */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class EdgeStatus
{
    public function __construct(private readonly ?Connection $connection = null) {}

    /** @return array{state: string, error: ?string, site_id: ?string, kid: ?string, behind: int, url: string} */
    public function to_array(): array
    {
        return ($this->connection ?? Connection::of_wordpress())->look()->to_array();
    }
}
