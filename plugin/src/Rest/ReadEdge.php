<?php

/** `GET /edge`: what the Worker counted on its last day. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Edge\EdgeFigures;

final class ReadEdge implements Route
{
    public function __construct(private readonly EdgeFigures $figures) {}

    public function path(): string
    {
        return '/edge';
    }

    public function method(): string
    {
        return 'GET';
    }

    public function allows(\WP_REST_Request $request): bool
    {
        return current_user_can(Capabilities::MANAGE);
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        return Answer::ok($this->figures->to_array());
    }
}
