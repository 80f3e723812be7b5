<?php

/** Every file outside the plugin folder that the plugin reads or writes. Knows names, touches nothing. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class Paths
{
    /**
     * of_wordpress()'s rule for the cache folder as PHP, for the drop-in: asked anew in every request, so that it never
     * serves from another folder than the one that is purged.
     */
    public const CACHE_DIR_EXPRESSION = "(defined('DYNAMIC_CACHE_DIR') && DYNAMIC_CACHE_DIR !== '' ? rtrim(DYNAMIC_CACHE_DIR, '/') : WP_CONTENT_DIR . '/cache/dynamic-cache')";

    public function __construct(
        private readonly string $cacheDir,
        private readonly string $contentDir,
        private readonly string $wpConfig,
    ) {}

    /** The paths of the WordPress that runs this code. */
    public static function of_wordpress(): self
    {
        $chosen = defined('DYNAMIC_CACHE_DIR') ? constant('DYNAMIC_CACHE_DIR') : null;
        $cacheDir = is_string($chosen) && $chosen !== '' ? $chosen : WP_CONTENT_DIR . '/cache/dynamic-cache';

        return new self(rtrim($cacheDir, '/'), WP_CONTENT_DIR, self::find_wp_config(ABSPATH));
    }

    public function cache_dir(): string
    {
        return $this->cacheDir;
    }

    public function content_dir(): string
    {
        return $this->contentDir;
    }

    /** @param string|null $version null for the engine of this plugin */
    public function engine_file(?string $version = null): string
    {
        return $this->cacheDir . '/engine-' . ($version ?? EngineVersion::own()) . '.php';
    }

    /** What the line of early start in wp-config.php loads. */
    public function early_start_file(): string
    {
        return $this->cacheDir . '/early-start.php';
    }

    /** The pages of all sites. */
    public function pages_folder(): string
    {
        return $this->cacheDir . '/pages';
    }

    public function pages_folder_of(string $site): string
    {
        return $this->pages_folder() . '/' . $site;
    }

    public function sites_file(): string
    {
        return $this->cacheDir . '/sites.php';
    }

    public function config_file(string $site): string
    {
        return $this->cacheDir . '/config/' . $site . '.php';
    }

    /** What was rendered and is not in the list of pages yet (Index\PageJournal). */
    public function rendered_file(string $site): string
    {
        return $this->cacheDir . '/rendered/' . $site . '.php';
    }

    /** Where another plugin's drop-in is kept while ours stands in its place. */
    public function dropin_backup(): string
    {
        return $this->cacheDir . '/dropin-backup.php';
    }

    public function dropin(): string
    {
        return $this->contentDir . '/advanced-cache.php';
    }

    public function wp_config(): string
    {
        return $this->wpConfig;
    }

    /** wp-load.php's own rule: one level up counts unless another WordPress lives there. */
    private static function find_wp_config(string $root): string
    {
        $root = rtrim($root, '/\\');
        $above = dirname($root);
        $isAbove = !is_file($root . '/wp-config.php')
            && is_file($above . '/wp-config.php')
            && !is_file($above . '/wp-settings.php');

        return ($isAbove ? $above : $root) . '/wp-config.php';
    }
}
