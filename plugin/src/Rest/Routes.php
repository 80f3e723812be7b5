<?php

/** Registers the routes, and gives all of them one form of answer: no-store, and `{ok: false, error}` for failures. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Feature;

final class Routes implements Feature
{
    public const NAMESPACE = 'dynamic-cache/v1';

    /** @param list<Route> $routes */
    public function __construct(private readonly array $routes) {}

    public function boot(): void
    {
        add_action('rest_api_init', $this->register(...));
        add_filter('rest_request_after_callbacks', $this->in_our_form(...), 10, 3);
    }

    public function register(): void
    {
        foreach ($this->routes as $route) {
            register_rest_route(self::NAMESPACE, $route->path(), [
                'methods' => $route->method(),
                'permission_callback' => static fn(\WP_REST_Request $request): bool => $route->allows($request),
                'callback' => static fn(\WP_REST_Request $request): \WP_REST_Response => self::run($route, $request),
            ]);
        }
    }

    /**
     * Core answers before or instead of a route when JSON is broken or a capability is missing.
     *
     * @param array<mixed> $handler
     * @param \WP_REST_Request<array<string, mixed>> $request
     */
    public function in_our_form(mixed $response, array $handler, \WP_REST_Request $request): mixed
    {
        if (!str_starts_with($request->get_route(), '/' . self::NAMESPACE . '/')) {
            return $response;
        }
        if ($response instanceof \WP_Error) {
            $response = Answer::refused(self::refusal_of($response))->to_response();
        }
        if ($response instanceof \WP_REST_Response) {
            $response->header('Cache-Control', 'no-store');
        }

        return $response;
    }

    /** @param \WP_REST_Request<array<string, mixed>> $request */
    private static function run(Route $route, \WP_REST_Request $request): \WP_REST_Response
    {
        try {
            return $route->answer($request)->to_response();
        } catch (Refusal $refusal) {
            return Answer::refused($refusal)->to_response();
        } catch (\Throwable $failure) {
            // The message only: a trace has the arguments of every call, and secrets may be among them.
            error_log('AI WP Dynamic Cache: ' . $route->path() . ': ' . $failure::class . ': ' . $failure->getMessage());

            return Answer::refused(new Refusal(500, 'internal_error'))->to_response();
        }
    }

    private static function refusal_of(\WP_Error $error): Refusal
    {
        $data = $error->get_error_data();
        $status = is_array($data) && is_int($data['status'] ?? null) ? $data['status'] : 500;

        return new Refusal($status, match ($status) {
            401 => 'not_logged_in',
            403 => 'not_allowed',
            default => (string) preg_replace('/^rest_/', '', (string) $error->get_error_code()),
        });
    }
}
