<?php

/**
 * `GET /advisor/{kind}/prompt?budget=`: exactly what would go to the AI provider if it were asked now. Nothing leaves the
 * site: who reads it can still decide.
 */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Advisor\AdviceKind;
use DynamicCache\Advisor\Ai\Prompt;
use DynamicCache\Advisor\SiteFacts;
use DynamicCache\Capabilities;

final class PreviewAdvice implements Route
{
    /** @param 'routes'|'preload'|'benchmark'|'tuning' $kind as text: nothing of the advisor is loaded before somebody asks */
    public function __construct(private readonly string $kind) {}

    public function path(): string
    {
        return "/advisor/{$this->kind}/prompt";
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
        $kind = AdviceKind::from($this->kind);
        $facts = SiteFacts::of_wordpress()->read($kind, AdviceQuestion::of($request)->budget);

        return Answer::ok([
            'kind' => $this->kind,
            'sent' => Prompt::about($kind, $facts, get_user_locale())?->to_array(),
        ]);
    }
}
