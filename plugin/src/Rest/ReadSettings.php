<?php

/** `GET /settings`. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Settings\SettingsRepository;

final class ReadSettings implements Route
{
    public function __construct(private readonly SettingsRepository $repository) {}

    public function path(): string
    {
        return '/settings';
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
        return SettingsAnswer::from($this->repository);
    }
}
