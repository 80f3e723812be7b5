<?php

/** Which sites of a network the drop-in serves: its own config files say it. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class SitesInUse
{
    /** Whether the cache is on for any site but this one. */
    public static function besides(Paths $paths, string $site): bool
    {
        foreach (Folder::matching($paths->config_file('*')) as $file) {
            $isOn = (DataFile::read($file)['enabled'] ?? false) === true;
            if ($isOn && basename($file, '.php') !== $site) {
                return true;
            }
        }

        return false;
    }

    /** Makes the drop-in hand every request over to WordPress, for when it cannot be replaced. */
    public static function switch_all_off(Paths $paths): void
    {
        foreach (Folder::matching($paths->config_file('*')) as $file) {
            $config = DataFile::read($file);
            try {
                DataFile::write($file, ['enabled' => false] + self::named($config ?? []));
            } catch (UnableToWriteFile) {
                // Not even an empty file can be had here; a file that is gone switches the site off as well.
                @unlink($file);
            }
        }
    }

    /**
     * @param array<mixed> $config
     *
     * @return array<string, mixed>
     */
    private static function named(array $config): array
    {
        return array_combine(array_map(strval(...), array_keys($config)), $config);
    }
}
