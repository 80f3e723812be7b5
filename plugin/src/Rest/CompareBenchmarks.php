<?php

/** `GET /benchmark/compare?before=&after=`: two runs side by side. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Benchmark\Comparison;
use DynamicCache\Benchmark\Run;
use DynamicCache\Benchmark\Runs;
use DynamicCache\Capabilities;

final class CompareBenchmarks implements Route
{
    public function __construct(private readonly Runs $runs) {}

    public function path(): string
    {
        return '/benchmark/compare';
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
        $comparison = new Comparison($this->run($request, 'before'), $this->run($request, 'after'));

        return Answer::ok(['same_host' => $comparison->is_of_one_host(), 'rows' => $comparison->rows()]);
    }

    /**
     * @param \WP_REST_Request<array<string, mixed>> $request
     *
     * @throws Refusal
     */
    private function run(\WP_REST_Request $request, string $name): Run
    {
        $id = $request->get_query_params()[$name] ?? '';

        return (is_string($id) ? $this->runs->find($id) : null) ?? throw new Refusal(404, 'no_such_run');
    }
}
