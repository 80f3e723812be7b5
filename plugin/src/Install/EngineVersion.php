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
     * What the engine of this plugin calls itself: the version, and in an archive the digest of the engine's sources
     * (`DYNAMIC_CACHE_BUILD`, written by scripts/plugin-zip), so that two builds of one version are two engines.
     */
    public static function own(): string
    {
        $build = defined('DYNAMIC_CACHE_BUILD') ? constant('DYNAMIC_CACHE_BUILD') : null;

        return DYNAMIC_CACHE_VERSION . (is_string($build) && $build !== '' ? "-{$build}" : '');
    }

    /** Null when no drop-in of ours ran in this request. */
    public static function loaded(): ?string
    {
        $version = defined(self::CONSTANT) ? constant(self::CONSTANT) : null;

        return is_string($version) ? $version : null;
    }

    /**
     * The file with what the plugin loads in a visitor's request, of this very version; null where no drop-in of ours ran,
     * and where somebody works on the code (core's SCRIPT_DEBUG).
     */
    public static function front_file(): ?string
    {
        $folder = defined(self::FOLDER) ? constant(self::FOLDER) : null;
        $isWorkedOn = defined('SCRIPT_DEBUG') && (bool) constant('SCRIPT_DEBUG');
        if (!is_string($folder) || $isWorkedOn || self::loaded() !== self::own()) {
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
