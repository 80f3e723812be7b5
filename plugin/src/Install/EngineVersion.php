<?php

/**
 * Which engine answered this request before WordPress did. The generated engine file says it; after an update of the
 * plugin it is the old one for one more request, and its classes must not be mixed with the new ones.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

final class EngineVersion
{
    /** Defined by the generated engine file. */
    public const CONSTANT = 'DYNAMIC_CACHE_ENGINE_VERSION';

    /** The folder of that file, defined by it too. */
    public const FOLDER = 'DYNAMIC_CACHE_ENGINE_DIR';

    /**
     * What the engine of this plugin calls itself: the version, and in an archive the digest of the sources
     * (`DYNAMIC_CACHE_BUILD`, written by scripts/plugin-zip), so that two builds of one version are two engines.
     */
    public static function own(): string
    {
        $build = defined('DYNAMIC_CACHE_BUILD') ? constant('DYNAMIC_CACHE_BUILD') : null;

        return DYNAMIC_CACHE_VERSION . (is_string($build) && $build !== '' ? "-{$build}" : '');
    }

    /** Whether the code came in an archive, whose files belong together and go together. */
    public static function is_archive(): bool
    {
        return self::own() !== DYNAMIC_CACHE_VERSION;
    }

    /** Null when no drop-in of ours ran in this request. */
    public static function loaded(): ?string
    {
        $version = defined(self::CONSTANT) ? constant(self::CONSTANT) : null;

        return is_string($version) ? $version : null;
    }

    /**
     * The file with what the plugin loads in a visitor's request, of this very build; null where no drop-in of ours ran, and
     * in a checkout of the sources: there a file may be another one with the next request.
     */
    public static function front_file(): ?string
    {
        $folder = defined(self::FOLDER) ? constant(self::FOLDER) : null;
        if (!is_string($folder) || !self::is_archive() || self::loaded() !== self::own()) {
            return null;
        }
        $file = "{$folder}/engine-" . self::own() . '.front.php';

        return is_file($file) ? $file : null;
    }

    public static function is_another(): bool
    {
        return self::loaded() !== null && self::loaded() !== self::own();
    }
}
