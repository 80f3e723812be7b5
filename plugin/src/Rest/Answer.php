<?php

/** What a route answers: status, JSON body, headers. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Settings\FieldError;

final class Answer
{
    /**
     * @param array<string, mixed> $body
     * @param array<string, string> $headers
     */
    private function __construct(
        public readonly int $status,
        public readonly array $body,
        public readonly array $headers,
    ) {}

    /**
     * @param array<string, mixed> $members
     * @param array<string, string> $headers
     */
    public static function ok(array $members, array $headers = []): self
    {
        return new self(200, ['ok' => true] + $members, $headers);
    }

    public static function refused(Refusal $refusal): self
    {
        $details = array_map(static fn(FieldError $error): array => $error->to_array(), $refusal->details);

        return new self(
            $refusal->status,
            ['ok' => false, 'error' => $refusal->error] + $refusal->more + ($details === [] ? [] : ['details' => $details]),
            [],
        );
    }

    public function to_response(): \WP_REST_Response
    {
        return new \WP_REST_Response($this->body, $this->status, $this->headers);
    }
}
