<?php

/** Puts what was measured into the settings, and takes it back. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Install\ChangeSettings;
use DynamicCache\Install\InstallFailure;
use DynamicCache\Settings\SettingsFailure;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Settings\Strategy;

final class Application
{
    public function __construct(
        private readonly Runs $runs,
        private readonly SettingsRepository $settings,
        private readonly ChangeSettings $change,
    ) {}

    /**
     * A strategy that did not pass all gates in that run is refused, whoever asks.
     *
     * @param int|null $ttl seconds; null = the one that it was measured with
     *
     * @throws UnableToRun
     * @throws InstallFailure
     * @throws SettingsFailure
     */
    public function apply(string $id, Strategy $strategy, ?int $ttl = null): Applied
    {
        $run = $this->runs->find($id) ?? throw UnableToRun::because_there_is_none();
        if ($run->state !== RunState::Done) {
            throw UnableToRun::because_it_is($run->state);
        }
        $result = $run->results[$strategy->value] ?? null;
        if ($result === null || !$result->is_safe()) {
            throw UnableToRun::because_it_is_not_safe($strategy->value);
        }
        $before = $this->settings->all();
        $seconds = $ttl ?? $run->ttl();
        $this->set($strategy, $seconds);
        Applied::save($run->id, time(), $strategy, $seconds, $before);

        return Applied::load() ?? throw UnableToRun::because_there_is_none();
    }

    /**
     * @throws UnableToRun
     * @throws InstallFailure
     * @throws SettingsFailure
     */
    public function undo(): void
    {
        $applied = Applied::load() ?? throw UnableToRun::because_nothing_was_applied();
        if ($applied->source($this->settings->all()) === 'owner') {
            Applied::forget();
            throw UnableToRun::because_the_owner_decided();
        }
        $this->set($applied->formerStrategy, $applied->formerTtl);
        Applied::forget();
    }

    /**
     * @throws InstallFailure
     * @throws SettingsFailure
     */
    private function set(Strategy $strategy, int $ttl): void
    {
        $this->change->apply((object) ['strategy' => $strategy->value, 'ttl' => (object) ['page' => $ttl]], $this->settings->revision());
    }
}
