<?php

/**
 * The folder of the cache: room on its disk, and whether the web server hands out what lies in it. A file with a name
 * that nobody can guess is put there, asked for, and taken away again, with the folders that were made for it.
 */

declare(strict_types=1);

namespace DynamicCache\Findings\Host;

use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Findings\Loopback;
use DynamicCache\Findings\UnableToReachSite;
use DynamicCache\Install\AtomicFile;
use DynamicCache\Install\InstallFailure;
use DynamicCache\Install\Paths;

final class FolderLook
{
    /** Bytes below which other parts of the site run out of room as well. */
    private const SCARCE = 268_435_456;

    /** @param Loopback|null $loopback null when the site cannot fetch anything from itself */
    public function __construct(private readonly Paths $paths, private readonly ?Loopback $loopback) {}

    /**
     * @param int $wanted bytes that the settings allow the cache
     *
     * @return list<Finding>
     */
    public function findings(int $wanted): array
    {
        $folder = $this->paths->cache_dir();
        try {
            $made = AtomicFile::make_folder($folder);
        } catch (InstallFailure) {
            return [new Finding(
                'folder-writable',
                FindingStatus::Bad,
                __('There is no folder for the pages', 'ai-wp-dynamic-cache'),
                /* translators: %s: path of a folder */
                sprintf(__('The web server may not write %s.', 'ai-wp-dynamic-cache'), $folder),
                __('Give the web server write permission for it, or name another folder with DYNAMIC_CACHE_DIR in wp-config.php.', 'ai-wp-dynamic-cache'),
            )];
        }
        try {
            return [...$this->room($folder, $wanted), ...$this->privacy($folder)];
        } finally {
            foreach ($made as $path) {
                // Only what is empty: somebody may have switched the cache on meanwhile.
                @rmdir($path);
            }
        }
    }

    /** @return list<Finding> */
    private function room(string $folder, int $wanted): array
    {
        $free = function_exists('disk_free_space') ? @disk_free_space($folder) : false;
        if ($free === false) {
            return [];
        }
        /* translators: %s: an amount of bytes, as 12 GB */
        $title = sprintf(__('%s are free for pages', 'ai-wp-dynamic-cache'), size_format((int) $free, 1));

        return [match (true) {
            $free < self::SCARCE => new Finding('disk-free', FindingStatus::Warning, $title, __('The disk is nearly full. Pages that find no room are not stored; uploads and updates will fail too.', 'ai-wp-dynamic-cache'), __('Make room on the disk.', 'ai-wp-dynamic-cache')),
            /* translators: %s: an amount of bytes, as 1 GB */
            $free < $wanted => new Finding('disk-free', FindingStatus::Info, $title, sprintf(__('The settings allow the cache %s, which is more than there is.', 'ai-wp-dynamic-cache'), size_format($wanted, 1)), __('Set a smaller limit for the disk.', 'ai-wp-dynamic-cache')),
            default => new Finding('disk-free', FindingStatus::Good, $title),
        }];
    }

    /** @return list<Finding> none where no address leads to the folder, or nobody could ask */
    private function privacy(string $folder): array
    {
        $content = $this->paths->content_dir() . '/';
        if ($this->loopback === null || !str_starts_with("{$folder}/", $content)) {
            return [];
        }
        $name = bin2hex(random_bytes(16));
        // The name ends as those of stored pages do: rules of web servers go by that.
        $file = "{$folder}/{$name}.page";
        $body = 'probe ' . bin2hex(random_bytes(16));
        if (@file_put_contents($file, $body) === false) {
            return [];
        }
        @chmod($file, 0640);
        try {
            $reply = $this->loopback->get(content_url(substr($file, strlen($content))));
        } catch (UnableToReachSite) {
            return [];
        } finally {
            @unlink($file);
        }

        return [str_contains($reply->body, $body)
            ? new Finding(
                'folder-private',
                FindingStatus::Warning,
                __('The web server hands out files of the cache folder', 'ai-wp-dynamic-cache'),
                __('A file that was put there could be fetched from outside. Names of stored pages cannot be guessed, so this is no door, but one lock less.', 'ai-wp-dynamic-cache'),
                __('Deny requests below wp-content/cache/dynamic-cache in the web server (nginx: location ^~ /wp-content/cache/dynamic-cache/ { deny all; }), or name a folder outside the site with DYNAMIC_CACHE_DIR in wp-config.php.', 'ai-wp-dynamic-cache'),
            )
            : new Finding('folder-private', FindingStatus::Good, __('Nobody outside can read the cache folder', 'ai-wp-dynamic-cache'), '', '', "HTTP {$reply->status}")];
    }
}
