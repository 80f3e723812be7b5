<?php

/** `POST /advisor/undo`: puts back what was set before the last apply, with the revision of now in `If-Match`. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Advisor\Application;
use DynamicCache\Capabilities;
use DynamicCache\Install\InstallFailure;
use DynamicCache\Settings\SettingsFailure;
use DynamicCache\Settings\SettingsRepository;

final class UndoAdvice implements Route
{
    /** @param \Closure(): Application $application */
    public function __construct(
        private readonly SettingsRepository $settings,
        private readonly \Closure $application,
    ) {}

    public function path(): string
    {
        return '/advisor/undo';
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
        $revision = SettingsRefusal::revision($request);
        try {
            $done = ($this->application)()->undo($revision);
        } catch (SettingsFailure|InstallFailure $failure) {
            throw SettingsRefusal::of($failure);
        }

        return $done === null ? throw new Refusal(409, 'nothing_to_undo') : ApplyAdvice::saved($this->settings, $done['changed'], $done['kept']);
    }
}
