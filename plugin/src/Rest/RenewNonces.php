<?php

/**
 * `POST /nonces` `{token}`: the nonces of one stored page, anew. Public, and for nobody in particular: the answer is
 * what any visitor without cookies would find in the page. A request that says who it comes from gets none, so that no
 * other site can have somebody's nonce told to it (core's REST API answers every origin).
 */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Nonces\RecordedActions;
use DynamicCache\Nonces\RenewalBudget;
use DynamicCache\Nonces\RenewalKey;
use DynamicCache\Settings\SettingsRepository;

final class RenewNonces implements Route
{
    /** Core's default for the life of a nonce, in seconds. */
    private const LIFE = 86_400;

    /** @param \Closure(): int $now Unix seconds */
    public function __construct(
        private readonly SettingsRepository $settings,
        private readonly RenewalBudget $budget,
        private readonly \Closure $now,
    ) {}

    public function path(): string
    {
        return '/nonces';
    }

    public function method(): string
    {
        return 'POST';
    }

    public function allows(\WP_REST_Request $request): bool
    {
        return $this->settings->all()->nonceRefresh && $_COOKIE === [] && !is_user_logged_in();
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        $body = JsonBody::of($request);
        $token = is_string($body->token ?? null) ? $body->token : '';
        $now = ($this->now)();
        $recorded = RecordedActions::of_token($token, RenewalKey::of_site(), $now);
        if ($recorded === null) {
            throw new Refusal(400, 'invalid_token');
        }
        if (!$this->budget->take($now)) {
            throw new Refusal(429, 'too_many_requests');
        }
        $until = PHP_INT_MAX;
        foreach ($recorded->actions as $action) {
            $until = min($until, (int) wp_nonce_tick($action) * self::tick($action));
        }

        return Answer::ok(['nonces' => array_map(wp_create_nonce(...), $recorded->actions), 'until' => $until, 'now' => $now]);
    }

    /** Seconds that a tick of this action lasts. */
    private static function tick(string $action): int
    {
        $life = apply_filters('nonce_life', self::LIFE, $action);

        return intdiv(is_numeric($life) ? (int) $life : self::LIFE, 2);
    }
}
