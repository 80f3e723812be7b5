<?php

/** Changes as one merge patch of the settings, forwards and back. Pure. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

use DynamicCache\Settings\Settings;

final class SettingsPatch
{
    /** @param list<Change> $changes */
    public static function of(array $changes, Settings $now): \stdClass
    {
        $paths = $now->rules->exclude->paths;
        $patch = [];
        foreach ($changes as $change) {
            if ($change->setting === Change::EXCLUDE) {
                $paths[] = (string) $change->to;
                $patch[Change::EXCLUDE] = array_values(array_unique($paths));
            } else {
                $patch[$change->setting] = $change->to;
            }
        }

        return self::nested($patch);
    }

    /** @param list<Change> $changes that the settings have now */
    public static function back(array $changes, Settings $now): \stdClass
    {
        $paths = $now->rules->exclude->paths;
        $patch = [];
        foreach ($changes as $change) {
            if ($change->setting === Change::EXCLUDE) {
                $paths = array_values(array_filter($paths, static fn(string $path): bool => $path !== $change->to));
                $patch[Change::EXCLUDE] = $paths;
            } else {
                $patch[$change->setting] = $change->from;
            }
        }

        return self::nested($patch);
    }

    /** @param array<string, mixed> $byPath `section.name` → value */
    private static function nested(array $byPath): \stdClass
    {
        $patch = new \stdClass();
        foreach ($byPath as $path => $value) {
            [$section, $name] = explode('.', $path, 2) + ['', ''];
            $part = $patch->{$section} ?? null;
            $part = $part instanceof \stdClass ? $part : new \stdClass();
            $part->{$name} = $value;
            $patch->{$section} = $part;
        }

        return $patch;
    }
}
