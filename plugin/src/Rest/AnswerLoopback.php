<?php

/**
 * `GET /loopback`: the site asks itself, with a token that it signed a moment ago. Says what a web request finds here,
 * for a look that may have begun on the command line. Nobody else gets an answer.
 */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Findings\LookToken;
use DynamicCache\Findings\WebFacts;

final class AnswerLoopback implements Route
{
    public function path(): string
    {
        return '/loopback';
    }

    public function method(): string
    {
        return 'GET';
    }

    public function allows(\WP_REST_Request $request): bool
    {
        return LookToken::is_genuine((string) $request->get_header(LookToken::HEADER), time());
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        return Answer::ok(['facts' => WebFacts::here()->to_array()]);
    }
}
