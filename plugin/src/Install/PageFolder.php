<?php

/**
 * Throws stored pages away without knowing how they are stored, so that it works between two
 * versions as well. The folder goes first by one rename: a store that finds none begins a new epoch, and nothing of
 * the old one is served or stored any more, while the files are still being deleted.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

final class PageFolder
{
    /** @throws UnableToWriteFile */
    public static function empty(string $folder): void
    {
        if (is_link($folder)) {
            throw UnableToWriteFile::at($folder, 'it is a symbolic link');
        }
        if (is_dir($folder)) {
            $aside = $folder . '-' . bin2hex(random_bytes(6)) . '.old';
            if (!@rename($folder, $aside)) {
                throw UnableToWriteFile::at($folder, 'it cannot be moved aside');
            }
        }
        foreach (Folder::matching($folder . '-*.old') as $old) {
            Folder::delete($old);
        }
    }
}
