<?php

/**
 * `GET /advisor/{kind}?source=&budget=`: suggestions, who made them and why. Changes nothing. With `source=ai` the site asks
 * the AI provider of its owner, and the answer shows what was sent and what it cost.
 */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Advisor\AdviceKind;
use DynamicCache\Advisor\Advisor;
use DynamicCache\Advisor\Ai\SiteModel;
use DynamicCache\Advisor\Applied;
use DynamicCache\Capabilities;
use DynamicCache\Settings\SettingsRepository;

final class ReadAdvice implements Route
{
    /** @param 'routes'|'preload'|'benchmark'|'tuning' $kind as text: nothing of the advisor is loaded before somebody asks */
    public function __construct(
        private readonly string $kind,
        private readonly SettingsRepository $settings,
    ) {}

    public function path(): string
    {
        return "/advisor/{$this->kind}";
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
        $question = AdviceQuestion::of($request);
        // Before the figures are read: what changes meanwhile must not be overwritten by a suggestion that did not know of it.
        $revision = $this->settings->revision();
        $advice = Advisor::of_site()->ask(AdviceKind::from($this->kind), $question->source, $question->budget);

        return Answer::ok(['kind' => $this->kind] + $advice->to_array() + [
            'ai_supported' => SiteModel::is_supported(),
            'can_warm' => current_user_can(Capabilities::PURGE),
            'revision' => $revision,
            'applied' => Applied::last()?->to_array(),
        ], ['ETag' => "\"{$revision}\""]);
    }
}
