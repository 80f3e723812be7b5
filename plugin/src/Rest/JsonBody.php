<?php

/**
 * The body of a request as JSON has it. Core's own decoding gives arrays for objects, so that `{}` and `[]` look the
 * same, and it also takes form fields.
 */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Settings\JsonSchema;

final class JsonBody
{
    private const MAX_BYTES = 1_048_576;
    private const MAX_DEPTH = 32;

    /**
     * The body itself; core has null, not empty text, where a request came without one.
     *
     * @param \WP_REST_Request<array<string, mixed>> $request
     */
    public static function text(\WP_REST_Request $request): string
    {
        return "{$request->get_body()}";
    }

    /**
     * @param \WP_REST_Request<array<string, mixed>> $request
     *
     * @throws Refusal
     */
    public static function of(\WP_REST_Request $request): \stdClass
    {
        $body = self::text($request);
        if (strlen($body) > self::MAX_BYTES) {
            throw new Refusal(413, 'body_too_large');
        }
        if (!$request->is_json_content_type()) {
            throw new Refusal(400, 'invalid_json');
        }
        $value = json_decode($body, false, self::MAX_DEPTH);

        return $value instanceof \stdClass ? $value : throw new Refusal(400, 'invalid_json');
    }

    /**
     * A body that one of the shipped schemas accepts.
     *
     * @param \WP_REST_Request<array<string, mixed>> $request
     * @param non-empty-string $schema its name below plugin/schema
     *
     * @throws Refusal `invalid_body` with an error for each field that is wrong
     */
    public static function valid(\WP_REST_Request $request, string $schema): \stdClass
    {
        $body = self::of($request);
        $errors = JsonSchema::shipped($schema)->errors($body);

        return $errors === [] ? $body : throw new Refusal(400, 'invalid_body', $errors);
    }
}
