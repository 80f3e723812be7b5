<?php

/** What the advisor is asked: `?source=&budget=`. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Advisor\AdviceSource;
use DynamicCache\Advisor\Facts;
use DynamicCache\Settings\JsonSchema;

final class AdviceQuestion
{
    private const OF_CORE = ['_locale' => true, 'rest_route' => true];

    /** @param int $budget seconds of rendering */
    private function __construct(public readonly AdviceSource $source, public readonly int $budget) {}

    /**
     * @param \WP_REST_Request<array<string, mixed>> $request
     *
     * @throws Refusal
     */
    public static function of(\WP_REST_Request $request): self
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

        return new self(
            AdviceSource::from(is_string($source) ? $source : AdviceSource::Rules->value),
            is_int($query['budget'] ?? null) ? $query['budget'] : Facts::BUDGET,
        );
    }
}
