<?php

/**
 * Sees what plugins keep for a while being put there, replaced and taken back. That its time is over is none of these: the
 * pages with it end at that moment by themselves.
 */

declare(strict_types=1);

namespace DynamicCache\Purge\Listeners;

use DynamicCache\Feature;
use DynamicCache\Purge\Change;
use DynamicCache\Purge\Changes\RareChange;
use DynamicCache\Purge\Changes\SavedSetting;
use DynamicCache\Purge\Changes\SiteChange;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\Options\EarlyOptions;
use DynamicCache\Tags\Options\Transients;
use DynamicCache\Tags\RareFacet;

final class TransientListener implements Feature
{
    public function boot(): void
    {
        add_action('update_option', $this->before_update(...), 0, 3);
        add_action('add_option', $this->before_add(...), 0);
        add_action('delete_option', $this->before_delete(...), 0);
        // An object cache has no hooks in front of a write. Until 6.8 core had another name for the first of these.
        $hasNewName = version_compare(wp_get_wp_version(), '6.8', '>=');
        add_action($hasNewName ? 'set_transient' : 'setted_transient', self::in_object_cache(...), 0);
        add_action('deleted_transient', self::in_object_cache(...), 0);
        add_action($hasNewName ? 'set_site_transient' : 'setted_site_transient', self::of_network(...), 0);
        add_action('deleted_site_transient', self::of_network(...), 0);
    }

    public function before_update(string $name, mixed $old = null, mixed $new = null): void
    {
        $option = Transients::of_option($name) ?? (is_numeric($old) && is_numeric($new) && $new < $old ? Transients::of_timeout($name) : null);
        if ($option !== null) {
            self::expect($option, false);
        }
    }

    public function before_add(string $name): void
    {
        $option = Transients::of_option($name);
        if ($option !== null) {
            self::expect($option, true);
        }
    }

    public function before_delete(string $name): void
    {
        $option = Transients::of_option($name);
        if ($option !== null && !Transients::is_over($option, time())) {
            self::expect($option, false);
        }
    }

    private static function in_object_cache(string $name): void
    {
        $option = wp_using_ext_object_cache() ? Transients::of_option("_transient_{$name}") : null;
        if ($option !== null) {
            self::expect($option, true);
            self::expect($option, false);
        }
    }

    /** What the sites of a network share lies in a table of their own, or in the object cache; else among the options of the one site. */
    private static function of_network(string $name): void
    {
        $option = wp_using_ext_object_cache() || is_multisite() ? Transients::of_option("_site_transient_{$name}") : null;
        if ($option !== null) {
            PurgeQueue::of_all_sites(static function () use ($option): void {
                self::expect($option, true);
                self::expect($option, false);
            });
        }
    }

    /** @param bool $wasMissing pages that found nothing there are meant, not those with it */
    private static function expect(string $option, bool $wasMissing): void
    {
        $facet = Transients::facet($option, $wasMissing);
        $tag = $wasMissing ? Transients::missing($option) : Transients::tag($option);
        PurgeQueue::of_site()->expect("transient:{$tag}", static fn(): Change => new RareChange($facet, $tag, "option {$option}"), RareFacet::is_noted($facet) ? [$tag] : []);
        $kind = Transients::kind($option);
        // Read while WordPress loads, any page may show it, as it may show a setting: what languages there are, and the like.
        if (SavedSetting::is_under_way()) {
            PurgeQueue::of_site()->expect("saved:{$kind}", static fn(): Change => new SavedSetting($kind), EarlyOptions::has($kind) ? SiteChange::TAGS : []);
        }
    }
}
