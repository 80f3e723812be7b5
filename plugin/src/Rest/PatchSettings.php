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
use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\InvalidSettings;
use DynamicCache\Settings\RevisionConflict;
use DynamicCache\Settings\SettingIsFixed;
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
        $revision = $request->get_header('if_match');
        if ($revision === null || $revision === '') {
            throw new Refusal(428, 'revision_required');
        }
        try {
            $this->change->apply($patch, trim($revision, " \t\""), ($request->get_query_params()['replace_dropin'] ?? '') === '1');
        } catch (InvalidSettings $failure) {
            throw new Refusal(400, 'invalid_settings', $failure->errors);
        } catch (RevisionConflict $failure) {
            throw new Refusal(412, 'revision_conflict', [], ['revision' => $failure->current]);
        } catch (SettingIsFixed $failure) {
            throw new Refusal(409, 'setting_is_fixed', [new FieldError($failure->path, $failure->getMessage())]);
        } catch (InstallFailure $failure) {
            throw InstallRefusal::of($failure, 'enabled');
        }

        return SettingsAnswer::from($this->repository);
    }
}
