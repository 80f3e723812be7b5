<?php

/**
 * What the last benchmark says, asked of its own route: the answer is a contract, how a run is stored is not. Who may read
 * advice may read that too, so the callback is called without asking again, and in a shell there is nobody to ask.
 */

declare(strict_types=1);

namespace DynamicCache\Advisor;

final class Measurements
{
    private const PATH = '/dynamic-cache/v1/benchmark';

    /** @return list<Measured> none without a benchmark that came to its end */
    public static function last(): array
    {
        foreach (self::runs() as $run) {
            if (is_array($run) && ($run['state'] ?? null) === 'done') {
                return self::of_run($run);
            }
        }

        return [];
    }

    /**
     * @param array<mixed> $run `BenchmarkSummary` of contracts/src/site-benchmark.ts
     *
     * @return list<Measured>
     */
    public static function of_run(array $run): array
    {
        $candidates = is_array($run['candidates'] ?? null) ? array_filter($run['candidates'], is_array(...)) : [];
        $recommended = is_array($run['verdict'] ?? null) ? $run['verdict']['recommended_strategy'] ?? null : null;
        $measured = array_map(static fn(array $candidate): ?Measured => Measured::of($candidate, is_string($recommended) ? $recommended : ''), $candidates);

        return array_values(array_filter($measured));
    }

    /** @return array<mixed> the newest first */
    private static function runs(): array
    {
        $handlers = rest_get_server()->get_routes('dynamic-cache/v1')[self::PATH] ?? [];
        foreach (is_array($handlers) ? $handlers : [] as $handler) {
            $methods = is_array($handler) ? $handler['methods'] ?? null : null;
            $callback = is_array($handler) ? $handler['callback'] ?? null : null;
            if (is_array($methods) && ($methods['GET'] ?? false) === true && is_callable($callback)) {
                $response = $callback(new \WP_REST_Request('GET', self::PATH));
                $body = $response instanceof \WP_REST_Response ? json_decode((string) wp_json_encode($response->get_data()), true, 32) : null;

                return is_array($body) && is_array($body['runs'] ?? null) ? $body['runs'] : [];
            }
        }

        return [];
    }
}
