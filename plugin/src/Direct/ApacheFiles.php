<?php

/**
 * The two `.htaccess` of direct mode: our lines in that of the site, and the one of the folder with the trees. Written where
 * core could write its own; what cannot be written is shown to paste.
 */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\Install\AtomicFile;
use DynamicCache\Install\UnableToWriteFile;

final class ApacheFiles
{
    private const FILE_MODE = 0644;

    /** @param string $file .htaccess of the folder that the home URL leads to */
    public function __construct(private readonly Site $site, private readonly string $file) {}

    public static function of_site(Site $site): self
    {
        require_once ABSPATH . 'wp-admin/includes/file.php';
        // core finds another folder by the script that runs, which says nothing on the command line
        $home = get_option('home') === get_option('siteurl') ? ABSPATH : get_home_path();

        return new self($site, rtrim($home, '/\\') . '/.htaccess');
    }

    /** Writes both, where this may be an Apache: one that has rules of core, or says that it is one. */
    public function write(): bool
    {
        global $is_apache;
        $before = is_file($this->file) ? @file_get_contents($this->file) : '';
        if ($before === false || ($is_apache !== true && !str_contains($before, '# BEGIN WordPress'))) {
            return false;
        }
        try {
            AtomicFile::make_folder($this->site->root);
            @chmod($this->site->root, 0755);
            AtomicFile::write("{$this->site->root}/.htaccess", ApacheRules::folder($this->site), self::FILE_MODE);
            $this->replace($before, HtaccessText::with($before, $this->site->config->site, ApacheRules::of($this->site)));
        } catch (UnableToWriteFile $failure) {
            error_log('AI WP Dynamic Cache: direct mode: ' . $failure->getMessage());

            return false;
        }

        return true;
    }

    public function remove(): void
    {
        $before = is_file($this->file) ? @file_get_contents($this->file) : false;
        try {
            if ($before !== false) {
                $this->replace($before, HtaccessText::without($before, $this->site->config->site));
            }
        } catch (UnableToWriteFile $failure) {
            // Lines that find no file do nothing.
            error_log('AI WP Dynamic Cache: direct mode: ' . $failure->getMessage());
        }
    }

    /** @throws UnableToWriteFile */
    private function replace(string $before, string $after): void
    {
        if ($after === '' && $before !== '') {
            AtomicFile::delete($this->file);
        } elseif ($after !== $before) {
            $mode = @fileperms($this->file);
            AtomicFile::write($this->file, $after, $mode === false ? self::FILE_MODE : $mode & 0777);
        }
    }
}
