<?php

/** Sees what may change any page: code, theme, translations. Menus, widgets and what the customizer saves
 * end in posts, terms and options, which have listeners of their own. */

declare(strict_types=1);

namespace DynamicCache\Purge\Listeners;

use DynamicCache\Feature;
use DynamicCache\Purge\Change;
use DynamicCache\Purge\Changes\SiteChange;
use DynamicCache\Purge\PurgeQueue;

final class SiteListener implements Feature
{
    private const CAUSES = [
        'switch_theme' => 'theme switched',
        'activate_plugin' => 'plugin activated',
        'activated_plugin' => 'plugin activated',
        'deactivate_plugin' => 'plugin deactivated',
        'deactivated_plugin' => 'plugin deactivated',
        'upgrader_process_complete' => 'update installed',
        '_core_updated_successfully' => 'WordPress updated',
        'permalink_structure_changed' => 'permalinks changed',
    ];

    public function boot(): void
    {
        foreach (self::CAUSES as $hook => $cause) {
            add_action($hook, static function () use ($cause): void {
                PurgeQueue::of_site()->expect("site:{$cause}", static fn(): Change => new SiteChange($cause), SiteChange::TAGS);
            }, 0, 0);
        }
    }
}
