<?php

/** `POST /proof` `{url?}`: compares this page now, or what waits for a few seconds; answers what came of it. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Proof\Check;
use DynamicCache\Proof\ProofRun;
use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\NotOfThisSite;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Settings\SiteUrl;

final class CheckPage implements Route
{
    /** After which no other page is begun. */
    private const SECONDS = 2;

    public function __construct(private readonly SettingsRepository $settings) {}

    public function path(): string
    {
        return '/proof';
    }

    public function method(): string
    {
        return 'POST';
    }

    public function allows(\WP_REST_Request $request): bool
    {
        return current_user_can(Capabilities::MANAGE);
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        $body = JsonBody::valid($request, 'proof-check');
        $run = ProofRun::of_wordpress($this->settings->all());
        $checks = isset($body->url) && is_string($body->url) ? [$this->page($run, $body->url)] : $run->run(self::SECONDS);

        return Answer::ok(['checks' => array_map(static fn(Check $check): array => $check->to_array(), $checks)]);
    }

    private function page(ProofRun $run, string $url): Check
    {
        try {
            $page = SiteUrl::to_fetch($url)->text();
        } catch (NotOfThisSite $refusal) {
            throw new Refusal(400, 'invalid_body', [new FieldError('url', $refusal->getMessage())]);
        }

        return $run->run_for($page) ?? throw new Refusal(503, 'database_unavailable');
    }
}
