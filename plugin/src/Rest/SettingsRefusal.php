<?php

/** Why settings were not saved, as every route that changes them answers it. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Install\InstallFailure;
use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\InvalidSettings;
use DynamicCache\Settings\RevisionConflict;
use DynamicCache\Settings\SettingIsFixed;
use DynamicCache\Settings\SettingsFailure;

final class SettingsRefusal
{
    /**
     * The revision that the change was made from.
     *
     * @param \WP_REST_Request<array<string, mixed>> $request
     *
     * @throws Refusal
     */
    public static function revision(\WP_REST_Request $request): string
    {
        $revision = trim((string) $request->get_header('if_match'), " \t\"");

        return $revision === '' ? throw new Refusal(428, 'revision_required') : $revision;
    }

    /** What is no refusal of a caller's (the database did not take it) is thrown on. */
    public static function of(SettingsFailure|InstallFailure $failure): Refusal
    {
        return match (true) {
            $failure instanceof InvalidSettings => new Refusal(400, 'invalid_settings', $failure->errors),
            $failure instanceof RevisionConflict => new Refusal(412, 'revision_conflict', [], ['revision' => $failure->current]),
            $failure instanceof SettingIsFixed => new Refusal(409, 'setting_is_fixed', [new FieldError($failure->path, $failure->getMessage())]),
            $failure instanceof InstallFailure => InstallRefusal::of($failure, 'enabled'),
            default => throw $failure,
        };
    }
}
