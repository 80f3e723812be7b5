<?php

/**
 * `GET /advisor/{kind}?source=&budget=`: suggestions, who made them and why. Changes nothing. With `source=ai` the site asks
 * the AI provider of its owner, and the answer shows what was sent and what it cost.
 */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Advisor\AdviceKind;
use DynamicCache\Advisor\AdviceSource;
use DynamicCache\Advisor\Advisor;
use DynamicCache\Advisor\Ai\SiteModel;
use DynamicCache\Advisor\Applied;
use DynamicCache\Advisor\Facts;
use DynamicCache\Capabilities;
use DynamicCache\Settings\JsonSchema;
use DynamicCache\Settings\SettingsRepository;

final class ReadAdvice implements Route
{
    private const OF_CORE = ['_locale' => true, 'rest_route' => true];

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
        [$source, $budget] = self::asked($request);
        // Before the figures are read: what changes meanwhile must not be overwritten by a suggestion that did not know of it.
        $revision = $this->settings->revision();
        $advice = Advisor::of_site()->ask(AdviceKind::from($this->kind), $source, $budget);

        return Answer::ok(['kind' => $this->kind] + $advice->to_array() + [
            'ai_supported' => SiteModel::is_supported(),
            'revision' => $revision,
            'applied' => Applied::last()?->to_array(),
        ], ['ETag' => "\"{$revision}\""]);
    }

    /**
     * @param \WP_REST_Request<array<string, mixed>> $request
     *
     * @return array{AdviceSource, int}
     *
     * @throws Refusal
     */
    private static function asked(\WP_REST_Request $request): array
    {
        $query = array_diff_key($request->get_query_params(), self::OF_CORE);
        $budget = $query['budget'] ?? null;
        if (is_string($budget) && preg_match('/\A[0-9]{1,5}\z/', $budget) === 1) {
            $query['budget'] = (int) $budget;
        }
        $errors = JsonSchema::shipped('advice-query')->errors((object) $query);
        if ($errors !== []) {
            throw new Refusal(400, 'invalid_query', $errors);
        }
        $source = $query['source'] ?? null;

        return [
            AdviceSource::from(is_string($source) ? $source : AdviceSource::Rules->value),
            is_int($query['budget'] ?? null) ? $query['budget'] : Facts::BUDGET,
        ];
    }
}
