<?php

/**
 * Early start: `early-start.php` in the cache folder, and the line in wp-config.php that loads it. A network has none: its
 * sites are told apart by tables that are not loaded yet.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

final class EarlyStart
{
    /**
     * @param string $template plugin/dropin/early-start.php
     * @param string $mainFile where WordPress has the plugin; when it is gone, early start does nothing
     */
    public function __construct(
        private readonly Paths $paths,
        private readonly string $template,
        private readonly string $mainFile,
        private readonly WpConfigFile $wpConfig,
    ) {}

    /**
     * Puts both in place, or brings them up to date.
     *
     * @return string|null the bytes of wp-config.php before the change; null when nothing had to change there
     *
     * @throws InstallFailure
     */
    public function put_in_place(): ?string
    {
        $file = $this->paths->early_start_file();
        $text = $this->text();
        if (!is_file($file) || @file_get_contents($file) !== $text) {
            AtomicFile::write($file, $text);
        }

        return $this->wpConfig->add_early_start($this->path());
    }

    /**
     * Takes both out.
     *
     * @return string|null as above
     *
     * @throws InstallFailure
     */
    public function take_out(): ?string
    {
        $before = $this->wpConfig->remove_early_start();
        AtomicFile::delete($this->paths->early_start_file());

        return $before;
    }

    /** What a person writes right before the line that loads wp-settings.php. */
    public function by_hand(): string
    {
        return EarlyStartLine::by_hand($this->path());
    }

    /** Whether both are there, and of this version. */
    public function is_in_place(): bool
    {
        $file = $this->paths->early_start_file();

        return is_file($file) && @file_get_contents($file) === $this->text() && $this->wpConfig->has_early_start();
    }

    /** The file as an expression: from the folder of wp-config.php where it lies below, so that a copied site finds its own. */
    private function path(): string
    {
        $folder = dirname($this->paths->wp_config()) . '/';
        $file = $this->paths->early_start_file();

        return str_starts_with($file, $folder)
            ? '__DIR__ . ' . var_export('/' . substr($file, strlen($folder)), true)
            : var_export($file, true);
    }

    private function text(): string
    {
        $chosen = defined('DYNAMIC_CACHE_DIR') ? constant('DYNAMIC_CACHE_DIR') : '';

        return strtr((string) file_get_contents($this->template), [
            '%VERSION%' => DYNAMIC_CACHE_VERSION,
            "'%CHOSEN_DIR%'" => var_export(is_string($chosen) ? $chosen : '', true),
            "'%PLUGIN_FILE%'" => $this->plugin(),
            "'%ENGINE_FILE%'" => "__DIR__ . '/" . basename($this->paths->engine_file()) . "'",
        ]);
    }

    /** From the cache folder where that is at its usual place, as in the drop-in. */
    private function plugin(): string
    {
        $content = $this->paths->content_dir() . '/';
        $isUsual = $this->paths->cache_dir() === $content . 'cache/dynamic-cache' && str_starts_with($this->mainFile, $content);

        return $isUsual
            ? 'dirname(__DIR__, 2) . ' . var_export('/' . substr($this->mainFile, strlen($content)), true)
            : var_export($this->mainFile, true);
    }
}
