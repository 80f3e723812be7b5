<?php

/**
 * The one way in which settings change, for REST, WP-CLI, deactivation and whoever comes next: checks, puts files in
 * place, saves, tells. Whatever fails on the way leaves everything as it was.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Settings\DropinConfig;
use DynamicCache\Settings\RevisionConflict;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\SettingsFailure;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Settings\StoredSettings;

final class ChangeSettings
{
    /** @param string $lockFile a file that is always there */
    public function __construct(
        private readonly string $lockFile,
        private readonly SettingsRepository $repository,
        private readonly DropinConfig $dropinConfig,
        private readonly Installation $installation,
    ) {}

    /**
     * Applies a merge patch on top of the state that the caller has seen.
     *
     * @param string $revision the state that the caller has seen
     * @param bool $replaceDropin the owner agrees that another plugin's drop-in is set aside
     *
     * @throws SettingsFailure
     * @throws InstallFailure
     */
    public function apply(\stdClass $patch, string $revision, bool $replaceDropin = false): Settings
    {
        $lock = Lock::wait_for($this->lockFile);
        try {
            $stored = $this->repository->fresh();
            $current = $this->repository->revision_of($stored);
            if (!hash_equals($current, $revision)) {
                throw new RevisionConflict($current);
            }
            $old = $this->repository->typed($stored);
            $next = $this->repository->patched($stored, $patch);
            $new = $this->repository->typed($next);
            $this->commit($stored, $next, $replaceDropin);
        } finally {
            $lock?->release();
        }
        do_action('dynamic_cache_settings_changed', $new, $old);

        return $new;
    }

    /**
     * Puts the files in place again for the settings as they are.
     *
     * @throws InstallFailure
     */
    public function repair(): void
    {
        $lock = Lock::wait_for($this->lockFile);
        try {
            $settings = $this->repository->typed($this->repository->fresh());
            if ($settings->enabled) {
                $this->installation->put_in_place(false, false, $settings->store());
                $this->installation->start_early($settings->earlyStart);
                $this->dropinConfig->write($settings);
            } else {
                $this->dropinConfig->refresh();
                $this->take_out();
            }
        } catch (InstallFailure $failure) {
            $this->installation->take_back();
            throw $failure;
        } finally {
            $lock?->release();
        }
    }

    /** @throws InstallFailure */
    private function take_out(): void
    {
        foreach ($this->installation->take_out() as $failure) {
            throw $failure;
        }
    }

    /** Files first, database last: what the drop-in could not be told is not saved. */
    private function commit(StoredSettings $stored, StoredSettings $next, bool $replaceDropin): void
    {
        $old = $this->repository->typed($stored);
        $new = $this->repository->typed($next);
        $store = $this->installation->switch_store($old, $new);
        try {
            if ($new->enabled) {
                $this->installation->put_in_place(!$old->enabled, $replaceDropin, $new->store());
                $store->prepare();
                $this->installation->start_early($new->earlyStart);
                $this->dropinConfig->write($new);
            }
            $this->repository->replace($stored, $next);
        } catch (InstallFailure|SettingsFailure $failure) {
            $this->installation->take_back();
            $this->dropinConfig->refresh();
            throw $failure;
        }
        if ($old->enabled && !$new->enabled) {
            $this->dropinConfig->refresh();
            $this->installation->take_out();
        }
        $store->complete();
    }
}
