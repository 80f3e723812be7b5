<?php

/** `POST /warm`: fetches pages as visitors would, so that the next one gets them from the cache. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\NotOfThisSite;
use DynamicCache\Settings\SiteUrl;
use DynamicCache\Warm\WarmedPage;
use DynamicCache\Warm\Warmer;

final class WarmPages implements Route
{
    /** @param \Closure(): Warmer $warmer of the current site */
    public function __construct(private readonly \Closure $warmer) {}

    public function path(): string
    {
        return '/warm';
    }

    public function method(): string
    {
        return 'POST';
    }

    public function allows(\WP_REST_Request $request): bool
    {
        $asked = json_decode(JsonBody::text($request), true, 32);

        return AskedPost::allows(is_array($asked) && array_keys($asked) === ['post'] ? $asked['post'] : null);
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        $body = JsonBody::valid($request, 'site-warm');
        if (isset($body->urls) === isset($body->post)) {
            throw isset($body->post)
                ? new Refusal(400, 'invalid_body', [new FieldError('post', __('Give addresses or a post, not both.', 'ai-wp-dynamic-cache'))])
                : new Refusal(400, 'nothing_to_warm');
        }
        $urls = is_int($body->post ?? null) ? [self::page_of($body->post)] : self::pages($body->urls ?? null);

        return Answer::ok(['pages' => array_map(
            static fn(WarmedPage $page): array => $page->to_array(),
            ($this->warmer)()->warm($urls),
        )]);
    }

    /** @throws Refusal */
    private static function page_of(int $post): string
    {
        try {
            return SiteUrl::to_fetch(AskedPost::url($post))->text();
        } catch (NotOfThisSite $refusal) {
            throw new Refusal(409, 'post_elsewhere', [new FieldError('post', $refusal->getMessage())]);
        }
    }

    /**
     * All of them, or none is fetched.
     *
     * @return list<string>
     *
     * @throws Refusal
     */
    private static function pages(mixed $urls): array
    {
        $pages = [];
        $errors = [];
        foreach (is_array($urls) ? array_values($urls) : [] as $at => $url) {
            try {
                $pages[] = SiteUrl::to_fetch(is_string($url) ? $url : '')->text();
            } catch (NotOfThisSite $refusal) {
                $errors[] = new FieldError("urls.{$at}", $refusal->getMessage());
            }
        }

        return $errors === [] ? array_values(array_unique($pages)) : throw new Refusal(400, 'invalid_body', $errors);
    }
}
