<?php

/** `GET /explain?url=` or `?post=`: what a visitor without cookies gets for one page, step by step; with `edge=1` also what the edge has. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Explain\Explainer;
use DynamicCache\Explain\PageBackground;
use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\NotOfThisSite;

final class ExplainPage implements Route
{
    public function path(): string
    {
        return '/explain';
    }

    public function method(): string
    {
        return 'GET';
    }

    public function allows(\WP_REST_Request $request): bool
    {
        $given = $request->get_query_params();

        return AskedPost::allows(isset($given['url']) ? null : self::id($given['post'] ?? null));
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        $given = $request->get_query_params();
        $unknown = array_keys(array_diff_key($given, ['url' => true, 'post' => true, 'edge' => true, '_locale' => true, 'rest_route' => true]));
        if ($unknown !== []) {
            throw self::refused((string) $unknown[0], __('This name is not known.', 'ai-wp-dynamic-cache'));
        }
        if (isset($given['url'], $given['post'])) {
            throw self::refused('post', __('Give an address or a post, not both.', 'ai-wp-dynamic-cache'));
        }
        if (isset($given['edge']) && $given['edge'] !== '1') {
            throw self::refused('edge', __('This must be 1, or be left out.', 'ai-wp-dynamic-cache'));
        }
        $isPost = isset($given['post']);
        $background = new PageBackground(isset($given['edge']), current_user_can(Capabilities::MANAGE));
        try {
            $explanation = Explainer::of_site()->explain($isPost ? self::post($given['post']) : self::url($given['url'] ?? null), $background);
        } catch (NotOfThisSite $refusal) {
            throw $isPost
                ? new Refusal(409, 'post_elsewhere', [new FieldError('post', $refusal->getMessage())])
                : self::refused('url', $refusal->getMessage());
        }

        return Answer::ok($explanation->to_array(time()));
    }

    /** @throws Refusal */
    private static function url(mixed $url): string
    {
        return is_string($url) && $url !== ''
            ? $url
            : throw self::refused('url', __('This must be a complete address, such as https://example.com/shop/.', 'ai-wp-dynamic-cache'));
    }

    /** @throws Refusal */
    private static function post(mixed $post): string
    {
        return AskedPost::url(self::id($post) ?? throw self::refused('post', __('This must be the id of a post, a whole number from 1 on.', 'ai-wp-dynamic-cache')));
    }

    private static function id(mixed $text): ?int
    {
        return is_string($text) && preg_match('/\A[1-9][0-9]{0,17}\z/', $text) === 1 ? (int) $text : null;
    }

    private static function refused(string $name, string $message): Refusal
    {
        return new Refusal(400, 'invalid_query', [new FieldError($name, $message)]);
    }
}
