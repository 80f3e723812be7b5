<?php

/** Looks at what is really there, for `GET /status` and the admin notice. Changes nothing, calls nobody. */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\ScreenLink;
use DynamicCache\Settings\SecretState;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Store\RedisStores;

final class Diagnosis
{
    public function __construct(
        private readonly Paths $paths,
        private readonly SettingsRepository $repository,
        private readonly Installation $installation,
    ) {}

    public function dropin(): DropinState
    {
        return $this->installation->dropin_state();
    }

    public function wp_cache(): bool
    {
        return Installation::wp_cache_is_on();
    }

    /** Version of the engine that answered this request before WordPress did; null without a drop-in. */
    public function engine(): ?string
    {
        return EngineVersion::loaded();
    }

    public function cache_dir_writable(): bool
    {
        return $this->files()->is_folder_writable();
    }

    /** Nobody has ever saved a setting here. */
    public function is_first_run(): bool
    {
        return $this->repository->stored()->raw === null;
    }

    /** @return list<Problem> the most pressing first */
    public function problems(): array
    {
        $settings = $this->repository->all();

        return [
            ...($settings->enabled ? [...$this->files()->while_on(), ...self::other_caches()] : $this->files()->while_off()),
            ...($settings->enabled && $settings->earlyStart ? $this->early_start() : []),
            ...($settings->enabled ? WayProblems::of($settings, $this->installation->early_start()) : []),
            ...($settings->enabled && $settings->store() === 'redis' ? $this->redis($settings) : []),
            ...EdgeProblems::of($settings->edge),
            ...$this->secrets(),
            ...self::newer_settings(),
        ];
    }

    /** @return list<Problem> */
    private function early_start(): array
    {
        $earlyStart = $this->installation->early_start();

        return is_multisite() || $earlyStart->is_in_place() ? [] : [new Problem(
            'early_start_absent',
            __('Early start is on, and its line in wp-config.php or its file is gone. Pages come by the drop-in.', 'ai-wp-dynamic-cache'),
            /* translators: %s: a line of PHP */
            sprintf(__('Have it written again, or write %s right before the line that loads wp-settings.php.', 'ai-wp-dynamic-cache'), $earlyStart->by_hand()),
            ProblemAction::repair(),
            false,
        )];
    }

    /** @return list<Problem> */
    private function redis(Settings $settings): array
    {
        $stores = new RedisStores($this->paths->cache_dir(), $settings->redis->server());

        return !$stores->is_troubled((string) get_current_blog_id()) ? [] : [new Problem(
            'redis_silent',
            __('Redis did not answer when it was asked last. Pages come from WordPress until it does, and then all of them are rendered anew once.', 'ai-wp-dynamic-cache'),
            __('Look what the connection test in the settings says.', 'ai-wp-dynamic-cache'),
            ProblemAction::open(__('Open the settings', 'ai-wp-dynamic-cache'), ScreenLink::to('settings')),
            false,
        )];
    }

    private function files(): FileProblems
    {
        return new FileProblems($this->paths, $this->installation);
    }

    /** @return list<Problem> plugins that are at work; a drop-in that one has left is told of as such */
    private static function other_caches(): array
    {
        $problems = [];
        foreach (OtherCaches::found() as $cache) {
            $link = $cache->link();
            if ($cache->isInTheWay && $link !== null) {
                /* translators: %s: name of a plugin */
                $label = sprintf(__('Deactivate %s', 'ai-wp-dynamic-cache'), $cache->name);
                $problems[] = new Problem('other_cache', $cache->means, $cache->fix, ProblemAction::open($label, $link));
            }
        }

        return $problems;
    }

    /** @return list<Problem> */
    private function secrets(): array
    {
        $problems = [];
        foreach ($this->repository->secrets() as $path => $secret) {
            if ($secret->state === SecretState::NeedsReentry) {
                $problems[] = new Problem(
                    'secret_needs_reentry',
                    /* translators: %s: name of a setting */
                    sprintf(__('%s cannot be read since the salts of WordPress changed.', 'ai-wp-dynamic-cache'), $path),
                    __('Type it again in the settings.', 'ai-wp-dynamic-cache'),
                    ProblemAction::open(__('Open the settings', 'ai-wp-dynamic-cache'), ScreenLink::to('settings')),
                );
            }
        }

        return $problems;
    }

    /** @return list<Problem> */
    private static function newer_settings(): array
    {
        $version = NewerSettings::version();

        return $version === null ? [] : [new Problem(
            'settings_of_newer_version',
            /* translators: 1: version of this plugin, 2: a newer version */
            sprintf(__('This is version %1$s, and some settings are of version %2$s. They are kept and have no effect here.', 'ai-wp-dynamic-cache'), DYNAMIC_CACHE_VERSION, $version),
            /* translators: %s: version of this plugin */
            sprintf(__('Update to version %s again to have them back.', 'ai-wp-dynamic-cache'), $version),
            ProblemAction::open(__('Open the list of plugins', 'ai-wp-dynamic-cache'), self_admin_url('plugins.php')),
            false,
        )];
    }
}
