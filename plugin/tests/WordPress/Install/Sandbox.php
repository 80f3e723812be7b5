<?php

/** A folder that stands for a WordPress root, for what is installed into one. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Install\Folder;
use DynamicCache\Install\Installation;
use DynamicCache\Install\Paths;

final class Sandbox
{
    public const WP_CONFIG = "<?php\ndefine( 'DB_NAME', 'wordpress' );\n\nrequire_once ABSPATH . 'wp-settings.php';\n";

    private function __construct(public readonly string $root, public readonly Paths $paths) {}

    public static function create(): self
    {
        $root = sys_get_temp_dir() . '/dynamic-cache-sandbox-' . bin2hex(random_bytes(6));
        mkdir($root . '/wp-content', 0755, true);
        file_put_contents($root . '/wp-config.php', self::WP_CONFIG);
        $content = $root . '/wp-content';

        return new self($root, new Paths($content . '/cache/dynamic-cache', $content, $root . '/wp-config.php'));
    }

    public function installation(): Installation
    {
        return Installation::of(dirname(__DIR__, 3) . '/ai-wp-dynamic-cache.php', $this->paths);
    }

    /** @return array<string, string> every file and folder below, with its content */
    public function files(): array
    {
        $files = [];
        $iterator = new \RecursiveIteratorIterator(
            new \RecursiveDirectoryIterator($this->root, \FilesystemIterator::SKIP_DOTS),
            \RecursiveIteratorIterator::SELF_FIRST,
        );
        foreach ($iterator as $entry) {
            if ($entry instanceof \SplFileInfo) {
                $path = substr($entry->getPathname(), strlen($this->root) + 1);
                $files[$path] = match (true) {
                    $entry->isLink() => (string) readlink($entry->getPathname()),
                    $entry->isDir() => '',
                    default => (string) file_get_contents($entry->getPathname()),
                };
            }
        }
        ksort($files);

        return $files;
    }

    public function delete(): void
    {
        foreach (['/wp-content/cache', '/wp-content', ''] as $folder) {
            if (is_dir($this->root . $folder) && !is_link($this->root . $folder)) {
                chmod($this->root . $folder, 0755);
            }
        }
        Folder::delete($this->root);
    }
}
