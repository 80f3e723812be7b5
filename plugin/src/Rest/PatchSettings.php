<?php

/**
 * `PATCH /settings`: a JSON merge patch, with the revision that it was made from in `If-Match`. Also the switch that
 * installs and removes the drop-in (`enabled`); `?replace_dropin=1` is the owner's consent to set another plugin's aside.
 */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Install\ChangeSettings;
use DynamicCache\Install\InstallFailure;
use DynamicCache\Settings\SettingsFailure;
use DynamicCache\Settings\SettingsRepository;

final class PatchSettings implements Route
{
    public function __construct(
        private readonly SettingsRepository $repository,
        private readonly ChangeSettings $change,
    ) {}

    public function path(): string
    {
        return '/settings';
    }

    public function method(): string
    {
        return 'PATCH';
    }

    public function allows(\WP_REST_Request $request): bool
    {
        return current_user_can(Capabilities::MANAGE);
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        $patch = JsonBody::of($request);
        $revision = SettingsRefusal::revision($request);
        try {
            $this->change->apply($patch, $revision, ($request->get_query_params()['replace_dropin'] ?? '') === '1');
        } catch (SettingsFailure|InstallFailure $failure) {
            throw SettingsRefusal::of($failure);
        }

        return SettingsAnswer::from($this->repository);
    }
}
