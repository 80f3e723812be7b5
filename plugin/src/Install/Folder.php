<?php

/** Folders on disk, where the silence of PHP's own functions would be an error in our hands. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class Folder
{
    /**
     * Like glob(), for a pattern in the last part of a path alone: a folder of the host may have brackets, stars or
     * backslashes in its name, which glob() would take for a pattern too.
     *
     * @return list<string> paths in the order of their names; none where the folder cannot be read
     */
    public static function matching(string $pattern): array
    {
        $folder = dirname($pattern);
        $names = is_dir($folder) ? @scandir($folder) : false;
        $matching = array_filter(
            $names === false ? [] : $names,
            static fn(string $name): bool => fnmatch(basename($pattern), $name, FNM_PERIOD),
        );

        return array_map(static fn(string $name): string => "{$folder}/{$name}", array_values($matching));
    }

    /** Deletes a file, or a folder with everything below it; follows no link. */
    public static function delete(string $path): void
    {
        if (is_link($path) || !is_dir($path)) {
            @unlink($path);

            return;
        }
        $names = @scandir($path);
        foreach ($names === false ? [] : $names as $name) {
            if ($name !== '.' && $name !== '..') {
                self::delete($path . '/' . $name);
            }
        }
        @rmdir($path);
    }
}
