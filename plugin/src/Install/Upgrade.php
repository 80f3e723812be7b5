<?php

/**
 * Runs instead of everything else in the first request after an update or a downgrade: the drop-in has loaded the
 * engine of the version before, whose classes do not go together with the new ones. Puts the new engine and drop-in in place and
 * throws all pages away, twice: at once, and at the end of the request, because nobody listens to what changes in it.
 * The edge is told by the next request.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Capabilities;
use DynamicCache\Feature;
use DynamicCache\Settings\DropinConfig;
use DynamicCache\Settings\SettingsRepository;

final class Upgrade implements Feature
{
    public function __construct(
        private readonly Paths $paths,
        private readonly SettingsRepository $repository,
        private readonly DropinConfig $dropinConfig,
        private readonly Installation $installation,
    ) {}

    public function boot(): void
    {
        add_action('plugins_loaded', $this->replace_engine(...));
        add_action('shutdown', $this->throw_pages_away(...), PHP_INT_MAX);
    }

    public function replace_engine(): void
    {
        NewerSettings::follow($this->repository, get_option(Activation::VERSION_OPTION));
        $this->throw_pages_away();
        try {
            $settings = $this->repository->all();
            $isOn = $settings->enabled;
            if ($isOn || $this->installation->serves_other_sites()) {
                $this->installation->put_in_place(true, false, $settings->store());
                $this->installation->start_early($isOn && $settings->earlyStart);
            } else {
                $this->installation->take_out();
            }
            if ($isOn) {
                $this->dropinConfig->write($this->repository->all());
            }
        } catch (InstallFailure $failure) {
            $this->installation->stop_serving();
            add_action('admin_notices', fn() => $this->tell($failure));
        }
    }

    public function throw_pages_away(): void
    {
        // The next request finds no version, and tells everybody that nothing of before counts (FreshStart).
        delete_option(Activation::VERSION_OPTION);
        try {
            PageFolder::empty($this->paths->pages_folder());
            RedisPages::leave_all($this->paths);
        } catch (InstallFailure $failure) {
            error_log('AI WP Dynamic Cache: update: ' . $failure->getMessage());
        }
    }

    private function tell(InstallFailure $failure): void
    {
        if (current_user_can(Capabilities::MANAGE)) {
            printf(
                '<div class="notice notice-error"><p>%s %s</p></div>',
                esc_html__('Dynamic Cache is off until its update can be completed.', 'ai-wp-dynamic-cache'),
                /* translators: %s: what could not be written, with its path */
                esc_html(sprintf(__('Give the web server write permission. %s', 'ai-wp-dynamic-cache'), $failure->getMessage())),
            );
        }
    }
}
