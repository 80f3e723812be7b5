<?php

/** `POST /settings/preview`: what a pattern would match on this site, before it is saved. Changes nothing. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Findings\Preview\PatternField;
use DynamicCache\Findings\Preview\Preview;
use DynamicCache\Settings\Document;

final class PreviewPattern implements Route
{
    public function path(): string
    {
        return '/settings/preview';
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
        $body = JsonBody::valid($request, 'pattern-preview');
        $asked = new Document($body);
        $field = PatternField::from($asked->text('field'));

        return Answer::ok((new Preview($field, $asked->text('pattern'), $field->candidates()))->to_array());
    }
}
