<?php

/** What stands in this WordPress because of us: folder, engine file, drop-in, WP_CACHE. */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Settings\Settings;

final class Installation
{
    private ?Enable $enable = null;

    /** Bytes of wp-config.php before early start was switched; null when they were not changed. */
    private ?string $beforeEarlyStart = null;

    private ?EarlyStart $earlyStart = null;

    /** @param \Closure(): EarlyStart $startEarly made when it is needed, which no visitor's request does */
    private function __construct(
        private readonly Paths $paths,
        private readonly EngineFile $engine,
        private readonly Dropin $dropin,
        private readonly WpConfigFile $wpConfig,
        private readonly \Closure $startEarly,
    ) {}

    /** The files of the plugin that runs this code, in the WordPress that runs it. */
    public static function of(string $mainFile, Paths $paths): self
    {
        // By the name that WordPress knows: behind a symbolic link the files outlive the plugin.
        $installed = WP_PLUGIN_DIR . '/' . plugin_basename($mainFile);

        return self::at(is_file($installed) ? $installed : $mainFile, dirname($mainFile), $paths);
    }

    /**
     * @param string $mainFile by the name that WordPress knows
     * @param string $plugin the folder with its files
     */
    public static function at(string $mainFile, string $plugin, Paths $paths): self
    {
        $wpConfig = new WpConfigFile($paths->wp_config());

        return new self(
            $paths,
            new EngineFile($plugin . '/src', $paths),
            new Dropin($paths, $plugin . '/dropin/advanced-cache.php', $mainFile),
            $wpConfig,
            static fn(): EarlyStart => new EarlyStart($paths, $plugin . '/dropin/early-start.php', $mainFile, $wpConfig),
        );
    }

    /**
     * Enables, or repairs what is enabled.
     *
     * @param bool $isNew the cache was off until now
     * @param string $store as for EngineFile::write(): Settings::store()
     *
     * @throws InstallFailure
     */
    public function put_in_place(bool $isNew, bool $replaceDropin, string $store = 'disk'): void
    {
        if ($isNew) {
            // While it was off nobody purged: nothing that was stored before may come back.
            PageFolder::empty($this->paths->pages_folder_of((string) get_current_blog_id()));
        }
        $this->beforeEarlyStart = null;
        $this->enable = new Enable($this->paths, $this->engine, $this->dropin, $this->wpConfig);
        $this->enable->run($replaceDropin, self::wp_cache_is_on(), $store);
    }

    /** What has to happen with the stored pages when the settings change. */
    public function switch_store(Settings $old, Settings $new): StoreSwitch
    {
        return new StoreSwitch($this->paths->cache_dir(), (string) get_current_blog_id(), $old, $new);
    }

    /**
     * Switches early start on, or off. Needs what put_in_place() does.
     *
     * @throws InstallFailure
     */
    public function start_early(bool $isOn): void
    {
        $this->beforeEarlyStart = $isOn && !is_multisite() ? $this->early_start()->put_in_place() : $this->early_start()->take_out();
    }

    public function early_start(): EarlyStart
    {
        return $this->earlyStart ??= ($this->startEarly)();
    }

    /** Takes back what put_in_place() and start_early() did, because a later step of the same change failed. */
    public function take_back(): void
    {
        if ($this->beforeEarlyStart !== null) {
            try {
                $this->wpConfig->replace($this->beforeEarlyStart);
            } catch (InstallFailure) {
                // It could be written a moment ago; a line too many loads a file that does no harm.
            }
            $this->beforeEarlyStart = null;
        }
        $this->enable?->take_back();
    }

    /**
     * Disables. In a network the drop-in serves the other sites as well and stays as long as one of them is on.
     *
     * @return list<InstallFailure> what could not be taken back
     */
    public function take_out(): array
    {
        return $this->serves_other_sites() ? [] : $this->disable()->run();
    }

    /** Whether the drop-in is needed by another site of the network. */
    public function serves_other_sites(): bool
    {
        return is_multisite() && SitesInUse::besides($this->paths, (string) get_current_blog_id());
    }

    public function disable(): Disable
    {
        return new Disable($this->dropin, $this->wpConfig);
    }

    /** The last resort when nothing can be replaced: whatever drop-in is there steps aside. */
    public function stop_serving(): void
    {
        SitesInUse::switch_all_off($this->paths);
    }

    public function dropin_state(): DropinState
    {
        return $this->dropin->state();
    }

    /** Whether the engine files of this version are there. */
    public function has_engine(): bool
    {
        return $this->engine->is_there();
    }

    /** Whether our change is in wp-config.php. */
    public function has_edited_wp_config(): bool
    {
        return $this->wpConfig->is_ours();
    }

    /** Whether WordPress loads a drop-in in this request. */
    public static function wp_cache_is_on(): bool
    {
        return defined('WP_CACHE') && (bool) constant('WP_CACHE');
    }
}
