<?php

/** `GET /benchmark/{id}`: one run with everything that its gates saw. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Benchmark\Report;
use DynamicCache\Benchmark\Runs;
use DynamicCache\Capabilities;

final class ReadBenchmark implements Route
{
    public function __construct(private readonly Runs $runs) {}

    public function path(): string
    {
        return '/benchmark/(?P<id>[0-9a-f]{16})';
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
        $id = $request->get_url_params()['id'] ?? '';
        $run = is_string($id) ? $this->runs->find($id) : null;

        return $run === null ? throw new Refusal(404, 'no_such_run') : Answer::ok(['run' => (new Report($run))->whole()]);
    }
}
