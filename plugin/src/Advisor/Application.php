<?php

/** Puts suggestions into the settings the way a person would, and takes them back. */

declare(strict_types=1);

namespace DynamicCache\Advisor;

use DynamicCache\Install\ChangeSettings;
use DynamicCache\Install\InstallFailure;
use DynamicCache\Settings\SettingsFailure;
use DynamicCache\Settings\SettingsRepository;

final class Application
{
    /** @param \Closure(): int $clock Unix seconds */
    public function __construct(
        private readonly SettingsRepository $settings,
        private readonly ChangeSettings $change,
        private readonly \Closure $clock,
    ) {}

    /**
     * @param non-empty-list<Change> $changes
     * @param string $revision of the settings that they were suggested for
     *
     * @throws SettingsFailure
     * @throws InstallFailure
     */
    public function apply(array $changes, string $revision): void
    {
        $this->change->apply(SettingsPatch::of($changes, $this->settings->all()), $revision);
        Applied::remember($changes, ($this->clock)());
    }

    /**
     * Puts back what was there before the last apply. What somebody has set to something else since stays.
     *
     * @return array{changed: list<Change>, kept: list<Change>}|null null = nothing was applied
     *
     * @throws SettingsFailure
     * @throws InstallFailure
     */
    public function undo(string $revision): ?array
    {
        $last = Applied::last();
        if ($last === null) {
            return null;
        }
        $now = $this->settings->all();
        $changed = array_values(array_filter($last->changes, static fn(Change $change): bool => $change->is_in($now)));
        $kept = array_values(array_filter($last->changes, static fn(Change $change): bool => !$change->is_in($now)));
        $this->change->apply(SettingsPatch::back($changed, $now), $revision);
        Applied::forget_last();

        return ['changed' => $changed, 'kept' => $kept];
    }
}
