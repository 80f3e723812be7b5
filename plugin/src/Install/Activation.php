<?php

/**
 * Activation makes tables and writes config files, and changes nothing in how pages are served: that is the owner's
 * switch. Deactivation switches the cache off; the other settings stay.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Feature;
use DynamicCache\Settings\DropinConfig;
use DynamicCache\Settings\SettingsFailure;
use DynamicCache\Settings\SettingsRepository;

final class Activation implements Feature
{
    /** The version whose tables and files are in place. */
    public const VERSION_OPTION = 'dynamic_cache_version';

    public function __construct(
        private readonly string $mainFile,
        private readonly SettingsRepository $repository,
        private readonly ChangeSettings $change,
        private readonly DropinConfig $dropinConfig,
    ) {}

    public function boot(): void
    {
        register_activation_hook($this->mainFile, $this->activate(...));
        register_deactivation_hook($this->mainFile, $this->deactivate(...));
        add_action('plugins_loaded', $this->follow_version(...));
    }

    public function activate(): void
    {
        $before = get_option(self::VERSION_OPTION);
        Tables::create();
        NewerSettings::follow($this->repository, $before);
        update_option(self::VERSION_OPTION, DYNAMIC_CACHE_VERSION, true);
        $this->dropinConfig->refresh();
    }

    /** An update by zip or by deployment activates nothing; the tables may differ in what has the same version. */
    public function follow_version(): void
    {
        if (get_option(self::VERSION_OPTION) !== DYNAMIC_CACHE_VERSION || !Tables::are_in_place()) {
            $this->activate();
            do_action('dynamic_cache_updated');
        }
    }

    /** In a network the drop-in serves every site: deactivated for all, it must go on for none. */
    public function deactivate(bool $isForNetwork = false): void
    {
        Sites::each($isForNetwork, function (): void {
            $this->switch_off();
            // The edge keeps pages of its own, and nobody would purge them.
            do_action('dynamic_cache_leaving');
            CronEvents::remove_ours();
        });
    }

    private function switch_off(): void
    {
        if (!$this->repository->all()->enabled) {
            return;
        }
        try {
            $this->change->apply((object) ['enabled' => false], $this->repository->revision());
        } catch (InstallFailure|SettingsFailure $failure) {
            error_log('AI WP Dynamic Cache: deactivation: ' . $failure->getMessage());
        }
    }
}
