<?php

/**
 * Settings that a newer version of the plugin has stored and this one does not know. The next save would lose them, so
 * after a downgrade they are kept aside, and come back with a version that knows them.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Settings\MergePatch;
use DynamicCache\Settings\SettingsFailure;
use DynamicCache\Settings\SettingsRepository;

final class NewerSettings
{
    public const OPTION = 'dynamic_cache_newer_settings';

    /** Runs once after each change of version; `$before` is the version whose tables and files were in place. */
    public static function follow(SettingsRepository $repository, mixed $before): void
    {
        $kept = self::kept();
        if (is_string($before) && version_compare($before, DYNAMIC_CACHE_VERSION, '>')) {
            self::set_aside($repository, $before);
        } elseif ($kept !== null && version_compare($kept['version'], DYNAMIC_CACHE_VERSION, '<=')) {
            self::bring_back($repository, $kept['values']);
        }
    }

    /** The version that knows what is kept aside; null when nothing is. */
    public static function version(): ?string
    {
        return self::kept()['version'] ?? null;
    }

    private static function set_aside(SettingsRepository $repository, string $version): void
    {
        $stored = $repository->fresh();
        $document = json_decode((string) $stored->raw, false, 32);
        $all = $document instanceof \stdClass ? $document->values ?? null : null;
        $unknown = $all instanceof \stdClass ? self::without($all, $stored->values) : new \stdClass();
        if ((array) $unknown !== []) {
            $text = json_encode(['version' => $version, 'values' => $unknown], JSON_THROW_ON_ERROR);
            update_option(self::OPTION, $text, false);
        }
    }

    private static function bring_back(SettingsRepository $repository, \stdClass $values): void
    {
        $stored = $repository->fresh();
        try {
            // What was chosen since wins.
            $repository->replace($stored, $stored->followed_by(MergePatch::apply($values, $stored->values)));
            delete_option(self::OPTION);
        } catch (SettingsFailure $failure) {
            error_log('AI WP Dynamic Cache: settings of a newer version: ' . $failure->getMessage());
        }
    }

    /** What one document has and the other has not, member by member. */
    private static function without(\stdClass $all, \stdClass $known): \stdClass
    {
        $rest = new \stdClass();
        foreach ((array) $all as $name => $value) {
            $knownValue = $known->{$name} ?? null;
            if (!property_exists($known, (string) $name)) {
                $rest->{$name} = $value;
            } elseif ($value instanceof \stdClass && $knownValue instanceof \stdClass) {
                $below = self::without($value, $knownValue);
                if ((array) $below !== []) {
                    $rest->{$name} = $below;
                }
            }
        }

        return $rest;
    }

    /** @return array{version: string, values: \stdClass}|null */
    private static function kept(): ?array
    {
        $option = get_option(self::OPTION);
        $document = is_string($option) ? json_decode($option, false, 32) : null;
        $version = $document instanceof \stdClass ? $document->version ?? null : null;
        $values = $document instanceof \stdClass ? $document->values ?? null : null;

        return is_string($version) && $values instanceof \stdClass ? ['version' => $version, 'values' => $values] : null;
    }
}
