<?php

/** The file that settings are exported to and imported from (contracts/src/plugin-api.ts, `SettingsFile`). */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\InvalidSettings;
use DynamicCache\Settings\JsonSchema;
use DynamicCache\Settings\MergePatch;
use DynamicCache\Settings\Secrets;

final class SettingsFile
{
    private const FORMAT = 'ai-wp-dynamic-cache/settings/1';
    private const MOST_BYTES = 1_048_576;

    /** No secrets to who may change settings, and left out all the same (contracts/src/settings.ts, `PRIVATE_SETTINGS`). */
    private const PRIVATE = ['alerts.webhook_url'];

    /** @param \stdClass $masked complete settings; the masks of secrets are left out as the secrets are, and what is private */
    public static function text(\stdClass $masked): string
    {
        $settings = MergePatch::copy($masked);
        // A pause is a moment of this site.
        $settings->paused_until = null;
        foreach ([...array_keys(Secrets::CONSTANTS), ...self::PRIVATE] as $path) {
            [$part, $name] = self::place($settings, $path);
            if ($part !== null) {
                $part->{$name} = '';
            }
        }

        return json_encode(
            ['format' => self::FORMAT, 'version' => DYNAMIC_CACHE_VERSION, 'settings' => $settings],
            JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR,
        ) . "\n";
    }

    /**
     * The settings of a file as a merge patch. Their names and types are checked where all changes are.
     *
     * @throws InvalidSettings
     */
    public static function patch(string $text): \stdClass
    {
        $file = strlen($text) > self::MOST_BYTES ? null : json_decode($text, false, 32);
        if (!$file instanceof \stdClass) {
            throw new InvalidSettings([new FieldError('', __('The file is not JSON with an object, or larger than 1 MB.', 'ai-wp-dynamic-cache'))]);
        }
        $settings = $file->settings ?? null;
        $errors = self::errors_around($file);
        if (!$settings instanceof \stdClass) {
            throw new InvalidSettings([...$errors, new FieldError('settings', __('This must be an object.', 'ai-wp-dynamic-cache'))]);
        }
        // Not as a merge patch: null stands for no default in a file.
        $errors = [...$errors, ...self::errors_of_secrets($settings), ...JsonSchema::shipped('settings')->errors($settings)];
        if ($errors !== []) {
            throw new InvalidSettings($errors);
        }
        foreach (self::PRIVATE as $path) {
            [$part, $name] = self::place($settings, $path);
            if ($part !== null && ($part->{$name} ?? null) === '') {
                // The file says nothing of it, and the site keeps its own.
                unset($part->{$name});
            }
        }

        return $settings;
    }

    /** @return array{\stdClass|null, string} the section that has a setting, and its name there */
    private static function place(\stdClass $settings, string $path): array
    {
        [$section, $name] = explode('.', $path, 2) + ['', ''];
        $part = $settings->{$section} ?? null;

        return [$part instanceof \stdClass ? $part : null, $name];
    }

    /** @return list<FieldError> */
    private static function errors_around(\stdClass $file): array
    {
        $errors = [];
        if (($file->format ?? null) !== self::FORMAT) {
            /* translators: %s: the name of a file format */
            $errors[] = new FieldError('format', sprintf(__('This must be "%s".', 'ai-wp-dynamic-cache'), self::FORMAT));
        }
        if (!is_string($file->version ?? null)) {
            $errors[] = new FieldError('version', __('This must be text.', 'ai-wp-dynamic-cache'));
        }
        foreach (array_diff(array_keys(get_object_vars($file)), ['format', 'version', 'settings']) as $name) {
            $errors[] = new FieldError((string) $name, __('This name is not known.', 'ai-wp-dynamic-cache'));
        }

        return $errors;
    }

    /** @return list<FieldError> */
    private static function errors_of_secrets(\stdClass $settings): array
    {
        $errors = [];
        foreach (array_keys(Secrets::CONSTANTS) as $path) {
            $value = SettingPath::find($path)?->value_in($settings);
            if ($value !== null && $value !== '') {
                $errors[] = new FieldError($path, __('A file has no secrets: leave it empty, and set it on this site.', 'ai-wp-dynamic-cache'));
            }
        }

        return $errors;
    }
}
