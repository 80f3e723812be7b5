<?php

/** Folders on disk, where the silence of PHP's own functions would be an error in our hands. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class Folder
{
    /** @return list<string> paths that match a glob() pattern */
    public static function matching(string $pattern): array
    {
        $paths = glob($pattern);

        return $paths === false ? [] : $paths;
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
