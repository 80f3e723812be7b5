<?php

/** `GET /outbox?page=&per_page=`: what the edge and Cloudflare's own cache have not been told yet, the oldest first. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Edge\OutboxWork;
use DynamicCache\Edge\WaitingMessage;

final class ReadOutbox implements Route
{
    public function __construct(private readonly OutboxWork $outbox) {}

    public function path(): string
    {
        return '/outbox';
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
        $asked = Paging::of($request);
        $list = $this->outbox->list();

        return Answer::ok([
            'total' => $list->count(),
            'page' => $asked->page,
            'per_page' => $asked->perPage,
            'messages' => array_map(
                static fn(WaitingMessage $message): array => $message->to_array(),
                $list->find($asked->perPage, $asked->offset()),
            ),
        ]);
    }
}
