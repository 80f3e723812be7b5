<?php

/** Looks at what is really there, for `GET /status` and the admin notice. Changes nothing. */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Settings\SecretState;
use DynamicCache\Settings\SettingsRepository;

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
        return defined('WP_CACHE') && (bool) constant('WP_CACHE');
    }

    /** Version of the engine that answered this request before WordPress did; null without a drop-in. */
    public function engine(): ?string
    {
        return EngineVersion::loaded();
    }

    public function cache_dir_writable(): bool
    {
        $folder = $this->paths->cache_dir();
        while (!file_exists($folder) && dirname($folder) !== $folder) {
            $folder = dirname($folder);
        }

        return is_dir($folder) && AtomicFile::is_writable($folder);
    }

    /** @return list<Problem> the most pressing first */
    public function problems(): array
    {
        return $this->repository->all()->enabled
            ? [...$this->problems_of_installation(), ...$this->problems_of_secrets()]
            : [...$this->leftovers(), ...$this->problems_of_secrets()];
    }

    /** @return list<Problem> */
    private function problems_of_installation(): array
    {
        $problems = [];
        if (defined('DYNAMIC_CACHE_DISABLE') && (bool) constant('DYNAMIC_CACHE_DISABLE')) {
            $problems[] = new Problem(
                'disabled_by_constant',
                __('DYNAMIC_CACHE_DISABLE switches the cache off.', 'ai-wp-dynamic-cache'),
                __('Remove that constant from wp-config.php.', 'ai-wp-dynamic-cache'),
            );
        }
        if (!$this->cache_dir_writable()) {
            $problems[] = new Problem(
                'folder_not_writable',
                /* translators: %s: path of a folder */
                sprintf(__('The folder %s cannot be written.', 'ai-wp-dynamic-cache'), $this->paths->cache_dir()),
                __('Give the web server write permission for it.', 'ai-wp-dynamic-cache'),
            );
        }

        return [...$problems, ...$this->problem_of_dropin(), ...$this->problem_of_wp_cache()];
    }

    /** @return list<Problem> */
    private function problem_of_dropin(): array
    {
        $again = __('Switch the cache off and on again.', 'ai-wp-dynamic-cache');

        return match ($this->dropin()) {
            DropinState::Installed => [],
            DropinState::Absent => [new Problem(
                'dropin_absent',
                __('The drop-in wp-content/advanced-cache.php is gone, so nothing is cached.', 'ai-wp-dynamic-cache'),
                $again,
            )],
            DropinState::Outdated => [new Problem(
                'dropin_outdated',
                __('The drop-in wp-content/advanced-cache.php is of another version.', 'ai-wp-dynamic-cache'),
                $again,
            )],
            DropinState::Foreign => [new Problem(
                'dropin_foreign',
                __('The drop-in wp-content/advanced-cache.php belongs to another plugin.', 'ai-wp-dynamic-cache'),
                __('Deactivate the other cache plugin, then switch this cache off and on again.', 'ai-wp-dynamic-cache'),
            )],
        };
    }

    /** @return list<Problem> */
    private function problem_of_wp_cache(): array
    {
        return $this->wp_cache() || $this->installation->has_edited_wp_config() ? [] : [new Problem(
            'wp_cache_off',
            __('WP_CACHE is off, so WordPress does not load the drop-in.', 'ai-wp-dynamic-cache'),
            __('Switch the cache off and on again.', 'ai-wp-dynamic-cache'),
        )];
    }

    /** @return list<Problem> */
    private function leftovers(): array
    {
        if (is_multisite() || !$this->installation->has_edited_wp_config()) {
            return [];
        }

        return [new Problem(
            'wp_config_line_left',
            __('Our line for WP_CACHE could not be taken out of wp-config.php; it does no harm.', 'ai-wp-dynamic-cache'),
            __('Delete the line that names AI WP Dynamic Cache.', 'ai-wp-dynamic-cache'),
        )];
    }

    /** @return list<Problem> */
    private function problems_of_secrets(): array
    {
        $problems = [];
        foreach ($this->repository->secrets() as $path => $secret) {
            if ($secret->state === SecretState::NeedsReentry) {
                $problems[] = new Problem(
                    'secret_needs_reentry',
                    /* translators: %s: name of a setting */
                    sprintf(__('%s cannot be read since the salts of WordPress changed.', 'ai-wp-dynamic-cache'), $path),
                    __('Type it again in the settings.', 'ai-wp-dynamic-cache'),
                );
            }
        }

        return $problems;
    }
}
