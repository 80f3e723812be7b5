<?php

/** A route of the Leaderboard screen: `GET /leaderboard`, `/sandbox`, `/testers` and the changes below them. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Leaderboard\Actor;
use DynamicCache\Leaderboard\ControlPlane;
use DynamicCache\Leaderboard\UnableToAskWorker;
use DynamicCache\Leaderboard\WorkerCall;
use DynamicCache\Leaderboard\WorkerCalls;
use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\JsonSchema;

final class AskWorker implements Route
{
    public function __construct(private readonly WorkerCall $call, private readonly ControlPlane $worker) {}

    /** @return list<self> */
    public static function all(ControlPlane $worker): array
    {
        return array_map(static fn(WorkerCall $call): self => new self($call, $worker), WorkerCalls::all());
    }

    public function path(): string
    {
        return $this->call->path;
    }

    public function method(): string
    {
        return $this->call->method;
    }

    public function allows(\WP_REST_Request $request): bool
    {
        return current_user_can(Capabilities::MANAGE);
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        $given = $this->given($request);
        try {
            return Answer::ok($this->worker->ask($this->call, get_object_vars($given), Actor::of(wp_get_current_user())));
        } catch (UnableToAskWorker $failure) {
            throw new Refusal($failure->status, $failure->word, [new FieldError('', $failure->getMessage())]);
        }
    }

    /**
     * @param \WP_REST_Request<array<string, mixed>> $request
     *
     * @throws Refusal
     */
    private function given(\WP_REST_Request $request): \stdClass
    {
        if ($this->call->schema === '') {
            return new \stdClass();
        }
        // Parameters of core's own (`_locale`) stand beside ours.
        $query = array_filter($request->get_query_params(), static fn(mixed $value, string $name): bool => !str_starts_with($name, '_') && $name !== 'rest_route' && $value !== '', ARRAY_FILTER_USE_BOTH);
        $given = $this->call->is_change() ? JsonBody::of($request) : (object) $query;
        $errors = JsonSchema::shipped($this->call->schema)->errors($given);

        return $errors === [] ? $given : throw new Refusal(400, 'invalid_body', $errors);
    }
}
