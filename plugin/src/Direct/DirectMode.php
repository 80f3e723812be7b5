<?php

/**
 * Direct mode in WordPress: pages are linked when they have been rendered, links go at the first sign of a change, and every
 * few minutes the tree is renewed, by cron or, where that is late, by the next request that loads WordPress.
 */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\AfterAnswer;
use DynamicCache\Engine\Fill;
use DynamicCache\EveryFiveMinutes;
use DynamicCache\Feature;
use DynamicCache\Purge\Upkeep\Sweep;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\SettingsRepository;

final class DirectMode implements Feature
{
    public const EVENT = 'dynamic_cache_direct_renew';

    /** What was taken out and may come back is linked again soon after. */
    public const SOON = 'dynamic_cache_direct_soon';

    /** Seconds after which a renewal is late. */
    private const LATE = 600;

    /** @param \Closure(): int $clock Unix seconds */
    public function __construct(private readonly SettingsRepository $settings, private readonly \Closure $clock) {}

    public function boot(): void
    {
        add_action('dynamic_cache_settings_changed', $this->change(...), 50, 1);
        add_action('update_option_home', fn() => $this->change($this->settings->all()), 50, 0);
        // Another version has thrown all pages away.
        add_action('dynamic_cache_updated', fn() => $this->change($this->settings->all()), 50, 0);
        add_action('dynamic_cache_leaving', $this->leave(...), 10, 0);
        // Before everybody else who hears of it: nothing may be reachable when they go on.
        add_action('dynamic_cache_suspected', fn() => $this->follow(), PHP_INT_MIN, 0);
        add_action('dynamic_cache_purged', $this->follow_and_renew(...), PHP_INT_MIN, 0);
        add_action('dynamic_cache_withdrawn', $this->renew_soon(...), PHP_INT_MAX, 0);
        add_action(self::EVENT, $this->renew(...), 10, 0);
        add_action(self::SOON, $this->renew(...), 10, 0);
        add_action(Sweep::EVENT, $this->link_stored(...), 30, 0);
        add_action('admin_init', $this->keep_scheduled(...), 10, 0);
        add_action('init', $this->watch(...), 0, 0);
        $fill = Fill::current();
        if ($fill !== null) {
            AfterAnswer::run(fn() => $this->place($fill));
        }
    }

    /** The files of the new state are in place. Rules of another state find nothing any more, and must be renewed. */
    public function change(Settings $settings): void
    {
        $site = Sites::current();
        if ($site === null) {
            return;
        }
        if (!Sites::is_wanted($settings)) {
            if (is_dir($site->folder())) {
                $this->leave();
            }

            return;
        }
        Sites::tree($site)->clear();
        ApacheFiles::of_site($site)->write();
        $this->keep_scheduled();
        $this->renew();
        wp_schedule_single_event(($this->clock)(), Sweep::EVENT);
    }

    /** Nothing stays: not the tree, and not our lines in .htaccess. */
    public function leave(): void
    {
        wp_clear_scheduled_hook(self::EVENT);
        wp_clear_scheduled_hook(self::SOON);
        $site = Sites::current();
        if ($site !== null) {
            ApacheFiles::of_site($site)->remove();
            Sites::tree($site)->remove();
        }
    }

    /** @return bool whether links were taken away */
    public function follow(): bool
    {
        $site = Sites::current();

        return $site !== null && is_dir($site->folder()) && Sites::tree($site)->follow();
    }

    public function follow_and_renew(): void
    {
        if ($this->follow()) {
            $this->renew_soon();
        }
    }

    public function renew_soon(): void
    {
        if (is_dir(Sites::root())) {
            wp_schedule_single_event(($this->clock)(), self::SOON);
        }
    }

    /** @return bool whether the web server may look for pages now */
    public function renew(): bool
    {
        $site = Sites::current();
        if ($site === null) {
            return false;
        }
        $now = ($this->clock)();
        $tree = Sites::tree($site);
        if (!Sites::is_on($this->settings->all(), $site, $now)) {
            if (is_dir($site->folder())) {
                $tree->clear();
            }

            return false;
        }
        if (!Sites::is_same_user($site)) {
            return false;
        }
        $names = [$site->rules(), ...Windows::names($site->rules(), $now)];

        return $tree->renew($site->config->revision, Windows::end($now), $now, $names);
    }

    /** @return int how many pages were linked */
    public function link_stored(): int
    {
        $site = Sites::current();
        $now = ($this->clock)();
        if ($site === null || !Sites::is_on($this->settings->all(), $site, $now) || !Sites::is_same_user($site)) {
            return 0;
        }
        $tree = Sites::tree($site);
        $stored = new StoredPages(new Placing($site, $tree), static fn(): float => microtime(true));

        return $stored->link(Sites::pages_of($site), $tree->pages(), $now);
    }

    public function keep_scheduled(): void
    {
        $isWanted = Sites::is_wanted($this->settings->all());
        if ($isWanted && wp_next_scheduled(self::EVENT) === false) {
            wp_schedule_event(($this->clock)() + 300, EveryFiveMinutes::NAME, self::EVENT);
        } elseif (!$isWanted && wp_next_scheduled(self::EVENT) !== false) {
            wp_clear_scheduled_hook(self::EVENT);
        }
    }

    /** In every request that loads WordPress: what a killed process left undone, and a renewal that cron owes. */
    public function watch(): void
    {
        $site = is_dir(Sites::root()) ? Sites::current() : null;
        if ($site === null || !is_dir($site->folder())) {
            return;
        }
        $tree = Sites::tree($site);
        $epoch = $tree->epoch();
        if ($epoch !== null && !is_dir(Sites::pages_of($site) . "/{$epoch}")) {
            // Somebody emptied the cache by deleting its files.
            $tree->clear();
        } elseif ($tree->is_behind()) {
            $tree->follow();
        }
        if ($tree->is_late(($this->clock)() - self::LATE)) {
            AfterAnswer::run(function (): void {
                $this->renew();
            });
        }
    }

    private function place(Fill $fill): void
    {
        $outcome = $fill->outcome();
        // Without direct mode there is no tree, and nothing else is worth reading.
        $site = $outcome?->page === null || !is_dir(Sites::root()) ? null : Sites::current();
        $now = ($this->clock)();
        if ($outcome?->page !== null && $site !== null && Sites::is_on($this->settings->all(), $site, $now) && Sites::is_same_user($site)) {
            $placing = new Placing($site, Sites::tree($site));
            $placing->place($outcome->page, $outcome->token, $now, static fn(): bool => true);
        }
    }
}
