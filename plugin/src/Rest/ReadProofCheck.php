<?php

/** `GET /proof/{id}`: one check with its evidence. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Proof\Proofs;

final class ReadProofCheck implements Route
{
    public function path(): string
    {
        return '/proof/(?P<id>[1-9][0-9]{0,17})';
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
        $id = $request->get_param('id');
        $check = is_scalar($id) ? Proofs::find((int) $id) : null;

        return $check === null ? throw new Refusal(404, 'no_such_check') : Answer::ok(['check' => $check->to_array()]);
    }
}
