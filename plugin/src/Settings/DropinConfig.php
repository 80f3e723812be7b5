<?php

/**
 * What the drop-in knows, written whenever it changes: `sites.php` (which site answers under which host and path) and
 * `config/SITE.php` (the site's settings). Plain data, complete: the drop-in runs before WordPress and could neither ask
 * the database nor open an envelope. The only secret of the owner in it is the password of a Redis that is in use.
 */

declare(strict_types=1);

namespace DynamicCache\Settings;

use DynamicCache\Engine\LeaseRules;
use DynamicCache\Feature;
use DynamicCache\Install\AtomicFile;
use DynamicCache\Install\DataFile;
use DynamicCache\Install\InstallFailure;
use DynamicCache\Install\PageFolder;
use DynamicCache\Install\Paths;
use DynamicCache\Install\RedisPages;

final class DropinConfig implements Feature
{
    /** @param \Closure(): (array{kid: string, fill_key: string, marker_key: string, probe_key: string}|null) $edgeKeys of the current site */
    public function __construct(
        private readonly Paths $paths,
        private readonly SettingsRepository $repository,
        private readonly \Closure $edgeKeys,
    ) {}

    public function boot(): void
    {
        add_action('dynamic_cache_settings_changed', $this->refresh(...), 1, 0);
        add_action('dynamic_cache_edge_changed', $this->refresh(...), 1, 0);
        add_action('dynamic_cache_edge_key_changed', $this->refresh(...), 1, 0);
        add_action('update_option_home', $this->refresh(...), 1, 0);
        // The home URL can also change by a constant, a database import or a move: no hook tells.
        add_action('admin_init', $this->refresh(...), 1, 0);
        add_action('rest_api_init', $this->refresh(...), 1, 0);
        if (is_multisite()) {
            add_action('wp_initialize_site', $this->refresh(...), 100, 0);
            add_action('wp_update_site', $this->refresh(...), 100, 0);
            add_action('wp_delete_site', $this->refresh(...), 100, 0);
        }
    }

    /** Writes what differs from what is there. A folder that cannot be written is told by Install\Diagnosis, not here. */
    public function refresh(): void
    {
        $settings = $this->repository->all();
        if (!$settings->enabled && !is_file($this->paths->config_file($this->site()))) {
            return;
        }
        try {
            $this->write($settings);
        } catch (InstallFailure) {
            return;
        }
    }

    /**
     * Writes the files for a state of the settings.
     *
     * @throws InstallFailure
     */
    public function write(Settings $settings): void
    {
        $config = $this->config($settings);
        $this->leave_old_pages($config['store'], $config['redis']);
        self::write_if_new($this->paths->config_file($this->site()), $config);
        self::write_if_new($this->paths->sites_file(), ['v' => 1, 'sites' => $this->sites($settings)]);
    }

    /**
     * Pages come to a place where nobody purged while they were elsewhere: nothing that lies there may be served.
     *
     * @throws InstallFailure
     */
    private function leave_old_pages(mixed $store, mixed $redis): void
    {
        $before = DataFile::read($this->paths->config_file($this->site())) ?? [];
        if (($before['store'] ?? 'disk') === $store && ($before['redis'] ?? null) === $redis) {
            return;
        }
        if ($store === 'disk') {
            PageFolder::empty($this->paths->pages_folder_of($this->site()));
        } else {
            RedisPages::leave($this->paths, $this->site());
        }
    }

    /** @return array<string, mixed> */
    private function config(Settings $settings): array
    {
        $home = HomeUrl::of_site();

        return [
            'v' => 1,
            'site' => $this->site(),
            'scheme' => $home->scheme,
            'host' => $home->host,
            'aliases' => $settings->hosts,
            'enabled' => $settings->enabled && !self::is_closed(),
            'paused_until' => $settings->pausedUntil ?? 0,
            'revision' => PageRevision::of($settings, $home),
            'ttl' => $settings->lifetimes()->to_array(),
            'rules' => $settings->rules->to_array(),
            'store' => $settings->enabled ? $settings->store() : 'disk',
            'redis' => $settings->enabled && $settings->store() === 'redis' ? $settings->redis->server()->to_array() : null,
            // Who only watches shows the edge nothing that it could store either.
            'edge' => $settings->edge->enabled && !$settings->proof->isShadow ? ($this->edgeKeys)() : null,
            'shadow' => $settings->proof->isShadow,
            'lease' => [
                'wait_ms' => self::limit('DYNAMIC_CACHE_WAIT_MS', LeaseRules::LONGEST_WAIT),
                'waiters' => self::limit('DYNAMIC_CACHE_WAITERS', LeaseRules::MOST_WAITERS),
            ],
            'refresh_secret' => bin2hex(hash_hkdf('sha256', wp_salt('auth'), 32, 'dynamic-cache/v1/refresh', $this->site())),
        ];
    }

    /** A site of a network that nobody may see any more: WordPress says so to every visitor, and the drop-in may not stand in between. */
    private static function is_closed(): bool
    {
        $site = is_multisite() ? get_site() : null;

        return $site instanceof \WP_Site && in_array('1', [$site->archived, $site->spam, $site->deleted], true);
    }

    /** A constant of wp-config.php that may only lower a limit. */
    private static function limit(string $constant, int $most): int
    {
        $value = defined($constant) ? constant($constant) : $most;

        return is_int($value) ? max(0, min($most, $value)) : $most;
    }

    /** @return list<array{site: string, host: string, aliases: list<string>, path: string}> */
    private function sites(Settings $settings): array
    {
        $own = self::entry($this->site(), HomeUrl::of_site(), $settings->hosts);
        if (!is_multisite()) {
            return [$own];
        }
        $sites = [$own];
        foreach (get_sites(['number' => 0, 'site__not_in' => [get_current_blog_id()]]) as $site) {
            $known = DataFile::read($this->paths->config_file((string) $site->id));
            $aliases = array_values(array_filter((array) ($known['aliases'] ?? []), is_string(...)));
            $home = get_blog_option($site->id, 'home');
            $sites[] = self::entry((string) $site->id, HomeUrl::parse(is_string($home) ? $home : ''), $aliases);
        }

        return $sites;
    }

    /**
     * @param list<string> $aliases
     *
     * @return array{site: string, host: string, aliases: list<string>, path: string}
     */
    private static function entry(string $site, HomeUrl $home, array $aliases): array
    {
        return ['site' => $site, 'host' => $home->host, 'aliases' => $aliases, 'path' => $home->path];
    }

    private function site(): string
    {
        return (string) get_current_blog_id();
    }

    /**
     * @param array<string, mixed> $data
     *
     * @throws InstallFailure
     */
    private static function write_if_new(string $file, array $data): void
    {
        AtomicFile::make_folder(dirname($file));
        $text = DataFile::text($data);
        if (!is_file($file) || @file_get_contents($file) !== $text) {
            AtomicFile::write($file, $text);
        }
    }
}
