<?php

/** `GET /proof?outcome=&page=&per_page=`: how many pages were compared with fresh renders, and what came of it. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Proof\Check;
use DynamicCache\Proof\Outcome;
use DynamicCache\Proof\Proofs;
use DynamicCache\Proof\ProofWeek;
use DynamicCache\Proof\Shadow;
use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\SettingsRepository;

final class ReadProof implements Route
{
    public function __construct(private readonly SettingsRepository $settings) {}

    public function path(): string
    {
        return '/proof';
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
        $asked = Paging::of($request);
        $wanted = $request->get_param('outcome');
        $outcome = is_string($wanted) && $wanted !== '' ? Outcome::tryFrom($wanted) : null;
        if ($outcome === null && $wanted !== null && $wanted !== '') {
            throw new Refusal(400, 'invalid_query', [new FieldError('outcome', __('There is no such outcome.', 'ai-wp-dynamic-cache'))]);
        }

        return Answer::ok([
            'week' => ProofWeek::until(time())->to_array(),
            'shadow' => Shadow::of_site($this->settings)->to_array(),
            'direct_mode' => $this->settings->all()->directMode,
            'page' => $asked->page,
            'per_page' => $asked->perPage,
            'total' => Proofs::count($outcome),
            'checks' => array_map(static fn(Check $check): array => $check->to_array(), Proofs::newest($outcome, $asked->perPage, $asked->offset())),
        ]);
    }
}
