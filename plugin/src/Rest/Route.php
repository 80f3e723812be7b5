<?php

/** One method of one path of `dynamic-cache/v1`. Routes registers it and turns what goes wrong into an answer. */

declare(strict_types=1);

namespace DynamicCache\Rest;

interface Route
{
    /**
     * Below the namespace, a pattern as register_rest_route() takes it.
     *
     * @return non-falsy-string
     */
    public function path(): string;

    public function method(): string;

    /** @param \WP_REST_Request<array<string, mixed>> $request */
    public function allows(\WP_REST_Request $request): bool;

    /**
     * @param \WP_REST_Request<array<string, mixed>> $request
     *
     * @throws Refusal
     */
    public function answer(\WP_REST_Request $request): Answer;
}
