<?php

/**
 * `GET /challenge/{id}`: proves to the Worker, which asks from outside, that this site knows the bootstrap secret it
 * was registered with. Public by nature; answers for the one id that a registration is waiting for, and for no other.
 */

declare(strict_types=1);

namespace DynamicCache\Rest;

final class AnswerChallenge implements Route
{
    /** Constant or environment variable. */
    private const SECRET = 'DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET';
    private const INFO = 'dynamic-cache/v1/challenge';

    /** @param \Closure(): ?string $verifying the site id that a registration is waiting for */
    public function __construct(private readonly \Closure $verifying) {}

    public function path(): string
    {
        return '/challenge/(?P<id>[A-Za-z0-9_-]{1,64})';
    }

    public function method(): string
    {
        return 'GET';
    }

    public function allows(\WP_REST_Request $request): bool
    {
        return true;
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        $asked = $request->get_url_params()['id'] ?? '';
        $verifying = ($this->verifying)();
        $secret = self::secret();
        if ($secret === '' || $verifying === null || !is_string($asked) || !hash_equals($verifying, $asked)) {
            throw new Refusal(404, 'not_found');
        }
        $key = hash_hkdf('sha256', $secret, 32, self::INFO, '');

        return Answer::ok(['answer' => hash_hmac('sha256', $verifying, $key)]);
    }

    private static function secret(): string
    {
        $secret = defined(self::SECRET) ? constant(self::SECRET) : getenv(self::SECRET);

        return is_string($secret) ? $secret : '';
    }
}
