<?php

/** `POST /outbox`: tries messages now, or drops them. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Edge\OutboxWork;

final class ChangeOutbox implements Route
{
    public function __construct(private readonly OutboxWork $outbox) {}

    public function path(): string
    {
        return '/outbox';
    }

    public function method(): string
    {
        return 'POST';
    }

    public function allows(\WP_REST_Request $request): bool
    {
        return current_user_can(Capabilities::MANAGE);
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        $body = JsonBody::valid($request, 'outbox-change');
        $ids = is_array($body->ids ?? null) ? array_values(array_filter($body->ids, is_int(...))) : null;

        return Answer::ok(($body->do ?? '') === 'drop' ? $this->outbox->drop($ids) : $this->outbox->retry($ids));
    }
}
